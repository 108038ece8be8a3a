using Assay.Claims;

namespace Assay.Programs.Questions;

/// <summary>What the type names of <c>types:</c> lines stand for in one repetition of a claim.</summary>
/// <param name="Aliases">Name, type and the place of the type.</param>
internal sealed record TypeChoice(IReadOnlyList<(string Name, string Type, Place Place)> Aliases)
{
    /// <summary>As a report says it: <c>T = sbyte, U = byte</c>.</summary>
    public override string ToString() => string.Join(", ", Aliases.Select(alias => $"{alias.Name} = {alias.Type}"));

    /// <summary>All repetitions of a claim; one without aliases when it has no <c>types:</c> line.</summary>
    public static IReadOnlyList<TypeChoice> Of(Claim claim, ICollection<Problem> problems)
    {
        var lines = claim.All("types").Select(text => Read(claim, text, problems)).OfType<List<(string, string, Place)>>().ToList();
        if (lines.Count == 0)
        {
            return [new TypeChoice([])];
        }

        if (lines.FirstOrDefault(line => line.Count != lines[0].Count) is { } odd)
        {
            problems.Add(new Problem(odd[0].Item3, $"This line has {odd.Count} types and the first has {lines[0].Count}; they go in step."));
            return [];
        }

        return [.. Enumerable.Range(0, lines[0].Count).Select(i => new TypeChoice([.. lines.Select(line => line[i])]))];
    }

    private static List<(string Name, string Type, Place Place)>? Read(Claim claim, ClaimText text, ICollection<Problem> problems)
    {
        var equals = text.Text.IndexOf('=', StringComparison.Ordinal);
        var name = equals < 0 ? string.Empty : text.Text[..equals].Trim();
        if (!CSharpNames.IsIdentifier(name) || CSharpNames.IsReserved(name))
        {
            problems.Add(new Problem(text.Start, "'types' gives a name to types.", $"Write for example: {claim.Spell("types", "T = sbyte, short, int")}"));
            return null;
        }

        List<(string Name, string Type, Place Place)> types = [.. StatementText.SplitAtCommas(text.Text[(equals + 1)..])
            .Select(part => (name, part.Text, text.At(equals + 1 + part.Offset)))];
        foreach (var problem in types.Select(type => StatementText.WhyNoType(type.Type, type.Place)).OfType<Problem>())
        {
            problems.Add(problem);
        }

        return types;
    }
}
