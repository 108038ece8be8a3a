using System.Globalization;
using System.Text.RegularExpressions;
using Assay.Claims;
using Assay.Programs.Frontends.X86;

namespace Assay.Programs.Synthesis.Kernels;

/// <summary>The cells of memory that a kernel reads and writes: values of one width behind one register.</summary>
/// <param name="problems">Receives what is wrong.</param>
internal sealed partial class KernelMemory(ICollection<Problem> problems)
{
    private readonly SortedDictionary<long, (string Name, int Width, Place Place)> _cells = [];

    /// <summary>The register that holds the address, or null while there is none.</summary>
    public string? Base { get; private set; }

    /// <summary>Bits of a value.</summary>
    public int Width { get; set; } = 32;

    /// <summary>The cells by their place.</summary>
    public IReadOnlyList<string> Cells => [.. _cells.Values.Select(cell => cell.Name)];

    /// <summary>The cell at a place, counted in values.</summary>
    public string Cell(int index, string register)
    {
        Base ??= register;
        return Add((long)index * Width / 8, 0, default);
    }

    /// <summary>The cell that an operand such as <c>dword ptr [rdi + 4]</c> names; null when it is none.</summary>
    public KernelOperand? Cell(KernelWord word)
    {
        var match = Address().Match(word.Text);
        if (!match.Success)
        {
            Refuse(word, $"'{word.Text}' is no address that a kernel can use.", "Write [register + number].");
        }
        else if (!Register.All.TryGetValue(match.Groups["base"].Value, out var register) || register.IsVector || register.Width != 64)
        {
            Refuse(word, $"'{match.Groups["base"].Value}' is no 64-bit register.", "Write for example [rdi + 4].");
        }
        else if ((Base ??= register.Name) != register.Name)
        {
            Refuse(word, $"Memory is reached through {Base} and {register}, which may point to the same place.", "Use one register for addresses.");
        }
        else if (Offset(match) is { } offset)
        {
            return new KernelOperand(Add(offset, Size(match), word.Place), IsMemory: true, IsVector: false);
        }
        else
        {
            Refuse(word, $"'{word.Text}' lies too far away.", "Write a small number.");
        }

        return null;
    }

    /// <summary>Whether all cells are whole values beside each other; reports the first that is not.</summary>
    public bool Check()
    {
        var size = Width / 8;
        foreach (var (offset, cell) in _cells)
        {
            if (cell.Width != 0 && cell.Width != Width)
            {
                problems.Add(new Problem(cell.Place, $"Here a value has {cell.Width} bits, but the registers hold values of {Width}.", "Use values of one width."));
                return false;
            }

            if ((offset - _cells.Keys.First()) % size != 0)
            {
                problems.Add(new Problem(cell.Place, $"{cell.Name} does not start where a value of {size} bytes does.", $"Values lie {size} bytes apart."));
                return false;
            }
        }

        return true;
    }

    private static int Size(Match match) => match.Groups["size"].Value.ToLowerInvariant() switch { "dword" => 32, "qword" => 64, _ => 0 };

    private static long? Offset(Match match)
    {
        var digits = match.Groups["number"].Value;
        if (digits.Length == 0)
        {
            return 0;
        }

        var isHexadecimal = digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        return int.TryParse(isHexadecimal ? digits.AsSpan(2) : digits, isHexadecimal ? NumberStyles.AllowHexSpecifier : NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? match.Groups["sign"].Value == "-" ? -(long)number : number
            : null;
    }

    private string Add(long offset, int width, Place place)
    {
        if (!_cells.TryGetValue(offset, out var cell))
        {
            var name = offset == 0 ? $"[{Base}]" : string.Create(CultureInfo.InvariantCulture, $"[{Base} {(offset < 0 ? '-' : '+')} {Math.Abs(offset)}]");
            _cells[offset] = cell = (name, width, place);
        }

        return cell.Name;
    }

    private void Refuse(KernelWord word, string message, string advice) => problems.Add(new Problem(word.Place, message, advice));

    [GeneratedRegex(@"^((?<size>dword|qword)\s+ptr\s*)?\[\s*(?<base>\w+)\s*((?<sign>[+-])\s*(?<number>0[xX][0-9a-fA-F]+|\d+)\s*)?\]$", RegexOptions.IgnoreCase)]
    private static partial Regex Address();
}
