using Assay.Claims;

namespace Assay.Programs.Questions;

/// <summary>A variable as a <c>for-all</c> or <c>exists</c> line declares it.</summary>
/// <param name="TypeText">The C# type of the parameter that stands for it; <c>int[3] v</c> has <c>int[]</c>.</param>
/// <param name="Name">The name.</param>
/// <param name="Length">The number of elements, when it is an array.</param>
/// <param name="Place">Where it is declared.</param>
/// <param name="IsBound">Whether it stands under <c>exists</c>.</param>
internal sealed record DeclaredVariable(string TypeText, string Name, int Length, Place Place, bool IsBound)
{
    private const int LongestArray = 4096;

    /// <summary>Reads <c>TYPE NAME, ...</c>.</summary>
    public static List<DeclaredVariable> Read(ClaimText text, bool isBound, ICollection<Problem> problems)
    {
        var variables = new List<DeclaredVariable>();
        foreach (var (offset, part) in StatementText.SplitAtCommas(text.Text))
        {
            var place = text.At(offset);
            if (ReadOne(part, place, isBound, problems) is { } variable)
            {
                variables.Add(variable);
            }
        }

        return variables;
    }

    private static DeclaredVariable? ReadOne(string part, Place place, bool isBound, ICollection<Problem> problems)
    {
        var split = part.Length;
        while (split > 0 && (char.IsLetterOrDigit(part[split - 1]) || part[split - 1] is '_' or '@'))
        {
            split--;
        }

        var (type, name) = (part[..split].TrimEnd(), part[split..]);
        if (type.Length == 0 || name.Length == 0 || !CSharpNames.IsIdentifier(name.TrimStart('@')))
        {
            problems.Add(new Problem(place, $"'{part}' is not of the form 'TYPE NAME'.", "Write for example: int a, uint[4] v, (int x, int y) p"));
            return null;
        }

        var length = 0;
        if (type.EndsWith(']') && type.LastIndexOf('[') is > 0 and var open && type[(open + 1)..^1].Trim() is { Length: > 0 } count)
        {
            if (!int.TryParse(count, out length) || length is < 0 or > LongestArray)
            {
                problems.Add(new Problem(place, $"The array length '{count}' is not a number from 0 to {LongestArray}."));
                return null;
            }

            type = type[..open].TrimEnd() + "[]";
        }
        else if (type.EndsWith("[]", StringComparison.Ordinal) || type.EndsWith("[ ]", StringComparison.Ordinal))
        {
            problems.Add(new Problem(place, $"The array '{name}' has no length.", $"Write for example: {type.TrimEnd(']', ' ', '[')}[4] {name}"));
            return null;
        }

        if (StatementText.WhyNoType(type, place) is { } problem)
        {
            problems.Add(problem);
            return null;
        }

        return new DeclaredVariable(type, name, length, place, isBound);
    }
}
