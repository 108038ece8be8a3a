using System.Globalization;
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
        if (Separator(text) is { } wrong)
        {
            problems.Add(wrong);
            return variables;
        }

        foreach (var (offset, part) in StatementText.SplitAtCommas(text.Text))
        {
            var place = text.At(offset);
            if (ReadOne(part, place, isBound, variables.LastOrDefault(), problems) is { } variable)
            {
                variables.Add(variable);
            }
        }

        return variables;
    }

    /// <summary>As it was declared: <c>int[3] v</c>.</summary>
    public override string ToString() => Length > 0 && TypeText.EndsWith("[]", StringComparison.Ordinal) ? string.Create(CultureInfo.InvariantCulture, $"{TypeText[..^2]}[{Length}] {Name}") : $"{TypeText} {Name}";

    // As between declarations of C#. What comes behind is shown only where it looks like one.
    private static Problem? Separator(ClaimText text)
    {
        var parts = text.Text.TrimEnd(' ', ';').Split(';', StringSplitOptions.TrimEntries);
        var isPlain = parts.All(part => part.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) is [_, var name] && CSharpNames.IsIdentifier(name));
        return isPlain && text.Text.Contains(';', StringComparison.Ordinal)
            ? new Problem(text.At(text.Text.IndexOf(';', StringComparison.Ordinal)), "';' parts no variables; ',' does.", $"Write: {string.Join(", ", parts)}")
            : null;
    }

    private static string Advice(string part, DeclaredVariable? before)
    {
        if (before is not null && CSharpNames.IsIdentifier(part))
        {
            return $"Every variable has a type of its own; write: {before}, {before with { Name = part }}";
        }

        return part.Split(':', StringSplitOptions.TrimEntries) is [var name, var type] && CSharpNames.IsIdentifier(name) && CSharpNames.IsIdentifier(type)
            ? $"Write: {type} {name}"
            : "Write for example: int a, uint[4] v, (int x, int y) p";
    }

    private static DeclaredVariable? ReadOne(string part, Place place, bool isBound, DeclaredVariable? before, ICollection<Problem> problems)
    {
        var split = part.Length;
        while (split > 0 && (char.IsLetterOrDigit(part[split - 1]) || part[split - 1] is '_' or '@'))
        {
            split--;
        }

        var (type, name) = (part[..split].TrimEnd(), part[split..]);
        if (type.Length == 0 || type.EndsWith(':') || name.Length == 0 || !CSharpNames.IsIdentifier(name.TrimStart('@')))
        {
            problems.Add(new Problem(place, $"'{part}' is not of the form 'TYPE NAME'.", Advice(part, before)));
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
