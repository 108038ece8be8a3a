using System.Globalization;
using Assay.Programs.Terms;

namespace Assay.Programs.Frontends.X86;

/// <summary>What one operand of a form may be.</summary>
[Flags]
internal enum OperandKinds
{
    None = 0,
    Register = 1,
    Memory = 2,
    Immediate = 4,
    Vector = 8,

    /// <summary>An address that is computed and not accessed, so that it has no width.</summary>
    Address = 16,

    /// <summary>The register cl, which holds shift counts.</summary>
    Count = 32,

    Label = 64,
}

/// <summary>What one operand may be, and its width; 0 stands for the width of the instruction.</summary>
internal sealed record OperandForm(OperandKinds Kinds, int Width);

/// <summary>How well operands fit a form; the later, the nearer.</summary>
internal enum FormFit
{
    WrongCount,
    WrongKinds,
    TwoMemories,
    WrongSize,
    NoSize,
    TooWide,
    Fits,
}

/// <summary>One list of operands that an instruction takes.</summary>
/// <param name="Text">The form as written.</param>
/// <param name="Operands">What each operand may be.</param>
/// <param name="Widths">The widths the instruction may have.</param>
internal sealed record Form(string Text, IReadOnlyList<OperandForm> Operands, IReadOnlyList<int> Widths)
{
    private static readonly int[] AllWidths = [8, 16, 32, 64];

    /// <summary>
    /// Reads a form such as <c>16: r rmi</c>: after an optional least width, for each operand its kinds (r register,
    /// m memory, i immediate, x vector) and, unless it is the instruction's, its width; or cl, label, address.
    /// </summary>
    public static Form Parse(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var least = colon < 0 ? 8 : int.Parse(text.AsSpan(0, colon), CultureInfo.InvariantCulture);
        var words = text[(colon + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return new Form(string.Join(", ", words), [.. words.Select(ParseOperand)], [.. AllWidths.Where(width => width >= least)]);
    }

    private static OperandForm ParseOperand(string word)
    {
        switch (word)
        {
            case "cl":
                return new OperandForm(OperandKinds.Count, 8);
            case "label":
                return new OperandForm(OperandKinds.Label, 0);
            case "address":
                return new OperandForm(OperandKinds.Address, 0);
        }

        var letters = word.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
        var kinds = letters.Aggregate(OperandKinds.None, (all, letter) => all | letter switch
        {
            'r' => OperandKinds.Register,
            'm' => OperandKinds.Memory,
            'i' => OperandKinds.Immediate,
            'x' => OperandKinds.Vector,
            _ => throw new FormatException($"No operand is called '{letter}'."),
        });
        var width = letters.Length < word.Length ? int.Parse(word.AsSpan(letters.Length), CultureInfo.InvariantCulture) : 0;
        return new OperandForm(kinds, kinds.HasFlag(OperandKinds.Vector) ? 128 : width);
    }

    /// <summary>Whether operands fit, and the width of the instruction then.</summary>
    public FormFit Fit(IReadOnlyList<Operand> operands, out int width)
    {
        width = 0;
        if (operands.Count != Operands.Count)
        {
            return FormFit.WrongCount;
        }

        if (!operands.Zip(Operands, IsKind).All(fits => fits))
        {
            return FormFit.WrongKinds;
        }

        if (operands.Count(operand => operand is MemoryOperand) > 1)
        {
            return FormFit.TwoMemories;
        }

        return FitWidths(operands, out width);
    }

    private FormFit FitWidths(IReadOnlyList<Operand> operands, out int width)
    {
        width = 0;
        var isSized = Operands.Any(operand => operand is { Width: 0, Kinds: not (OperandKinds.Label or OperandKinds.Address) });
        for (var i = 0; i < operands.Count; i++)
        {
            var given = GivenWidth(operands[i]);
            var wanted = Operands[i].Width == 0 ? width : Operands[i].Width;
            if (given == 0 || Operands[i].Kinds == OperandKinds.Address)
            {
                continue;
            }

            if (wanted != 0 && given != wanted)
            {
                return FormFit.WrongSize;
            }

            width = Operands[i].Width == 0 ? given : width;
        }

        if (isSized && width == 0)
        {
            return FormFit.NoSize;
        }

        if (isSized && !Widths.Contains(width))
        {
            return FormFit.WrongSize;
        }

        var resolved = width;
        return operands.Zip(Operands).All(pair => pair.First is not ImmediateOperand immediate || Holds(immediate.Value, pair.Second.Width, resolved))
            ? FormFit.Fits
            : FormFit.TooWide;
    }

    // An immediate of the instruction's width has 32 bits at most, and is sign-extended to 64; a negative one may be
    // written as the 64 bits that it becomes.
    private static bool Holds(Signed128 value, int own, int width)
    {
        if (own == 0 && width == 64)
        {
            var signed = value > long.MaxValue ? value - (Signed128.One << 64) : value;
            return signed >= int.MinValue && signed <= int.MaxValue;
        }

        var bits = own == 0 ? width : own;
        return value >= -(Signed128.One << (bits - 1)) && value < Signed128.One << bits;
    }

    private static int GivenWidth(Operand operand) => operand switch
    {
        RegisterOperand register => register.Register.Width,
        MemoryOperand memory => memory.Width,
        _ => 0,
    };

    private static bool IsKind(Operand operand, OperandForm form) => operand switch
    {
        RegisterOperand { Register.IsVector: true } => form.Kinds.HasFlag(OperandKinds.Vector),
        RegisterOperand register => form.Kinds.HasFlag(OperandKinds.Register)
            || (form.Kinds.HasFlag(OperandKinds.Count) && register.Register.Name == "cl"),
        MemoryOperand => (form.Kinds & (OperandKinds.Memory | OperandKinds.Address)) != 0,
        ImmediateOperand => form.Kinds.HasFlag(OperandKinds.Immediate),
        _ => form.Kinds.HasFlag(OperandKinds.Label),
    };

    /// <summary>The operands with the widths of memory accesses filled in; an address that is only computed has none.</summary>
    public IReadOnlyList<Operand> Resolve(IReadOnlyList<Operand> operands, int width) => [.. operands.Zip(Operands, (operand, form) => operand switch
    {
        MemoryOperand memory when form.Kinds == OperandKinds.Address => memory with { Width = 0 },
        MemoryOperand { Width: 0 } memory => memory with { Width = form.Width == 0 ? width : form.Width },
        _ => operand,
    })];
}
