namespace Assay.Programs.Frontends.X86;

/// <summary>A register as an operand names it: part of a general register, or a vector register.</summary>
/// <param name="Name">The name in lower case.</param>
/// <param name="IsVector">Whether it is one of xmm0 to xmm15.</param>
/// <param name="Index">The number that instructions encode.</param>
/// <param name="Low">The lowest bit within the whole register.</param>
/// <param name="Width">Bits.</param>
internal sealed record Register(string Name, bool IsVector, int Index, int Low, int Width)
{
    private static readonly string[] Oldest = ["ax", "cx", "dx", "bx", "sp", "bp", "si", "di"];

    /// <summary>The registers by name; the stack pointer is left out, since there is no stack.</summary>
    public static IReadOnlyDictionary<string, Register> All { get; } =
        General().Concat(Vectors()).ToDictionary(register => register.Name, StringComparer.OrdinalIgnoreCase);

    private static readonly Dictionary<(int Index, int Width), Register> Lowest = All.Values
        .Where(register => register is { IsVector: false, Low: 0 })
        .ToDictionary(register => (register.Index, register.Width));

    /// <summary>How many general registers, and how many vector registers, there are.</summary>
    public const int Count = 16;

    public const int StackPointer = 4;

    /// <summary>Whether an instruction with this register needs a REX prefix even at 32 bits.</summary>
    public bool NeedsRex => Index >= 8 || (Width == 8 && Low == 0 && Index >= 4);

    /// <summary>Whether this is ah, ch, dh or bh, which no instruction with a REX prefix can name.</summary>
    public bool IsHighByte => Low == 8;

    /// <summary>The general register of a number, at a width.</summary>
    public static Register Of(int index, int width) => Lowest[(index, width)];

    public bool Overlaps(Register other) =>
        IsVector == other.IsVector && Index == other.Index && Low < other.Low + other.Width && other.Low < Low + Width;

    public static bool IsStackPointer(string name) => name.ToLowerInvariant() is "rsp" or "esp" or "sp" or "spl";

    public override string ToString() => Name;

    private static IEnumerable<Register> General()
    {
        for (var index = 0; index < Count; index++)
        {
            if (index == StackPointer)
            {
                continue;
            }

            var stem = index < 8 ? Oldest[index] : $"r{index}";
            yield return new Register(index < 8 ? "r" + stem : stem, false, index, 0, 64);
            yield return new Register(index < 8 ? "e" + stem : stem + "d", false, index, 0, 32);
            yield return new Register(index < 8 ? stem : stem + "w", false, index, 0, 16);
            yield return new Register(index < 4 ? stem[..1] + "l" : index < 8 ? stem + "l" : stem + "b", false, index, 0, 8);
            if (index < 4)
            {
                yield return new Register(stem[..1] + "h", false, index, 8, 8);
            }
        }
    }

    private static IEnumerable<Register> Vectors() =>
        Enumerable.Range(0, Count).Select(index => new Register($"xmm{index}", true, index, 0, 128));
}
