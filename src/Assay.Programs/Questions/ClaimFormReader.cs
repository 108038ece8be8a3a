using Assay.Claims;
using Assay.Programs.Assumptions;

namespace Assay.Programs.Questions;

/// <summary>Takes the lines of a claim apart, as far as this needs no compiler.</summary>
internal static class ClaimFormReader
{
    /// <summary>The forms of a claim, one for each choice of types; none when it has problems.</summary>
    /// <param name="claim">The claim.</param>
    /// <param name="firstNumber">The number of the first form.</param>
    /// <param name="signatureOf">The variables that a function's parameters declare; for claims that compare two functions.</param>
    /// <param name="problems">Receives what is wrong.</param>
    public static IReadOnlyList<ClaimForm> Read(
        Claim claim, int firstNumber, Func<ClaimText, ICollection<Problem>, IReadOnlyList<DeclaredVariable>> signatureOf, ICollection<Problem> problems)
    {
        ReadFind(claim, problems);
        foreach (var key in (string[])["given", "confidence", "margin"])
        {
            if (claim.Find(key) is { } text)
            {
                problems.Add(new Problem(text.Start, $"'{key}' means nothing in the domain 'programs'.", key == "given" ? "Define functions in a ```csharp block." : "Claims about programs are proved or refuted, not measured."));
            }
        }

        if (claim.Find("arithmetic") is { Text: not ("checked" or "unchecked") } arithmetic)
        {
            problems.Add(new Problem(arithmetic.Start, $"Unknown arithmetic '{arithmetic}'.", NearestSpelling.Advice(arithmetic.Text, ["unchecked", "checked"])));
        }

        var equal = ReadEqual(claim, problems);
        List<DeclaredVariable> variables = [
            .. claim.Find("for-all") is { } forAll ? DeclaredVariable.Read(forAll, isBound: false, problems) : [],
            .. claim.Find("exists") is { } exists ? DeclaredVariable.Read(exists, isBound: true, problems) : []];
        if (equal is not null && variables.Count == 0)
        {
            variables = [.. signatureOf(equal.Value.Before, problems)];
        }

        foreach (var twice in variables.GroupBy(variable => variable.Name).Where(group => group.Count() > 1))
        {
            problems.Add(new Problem(twice.Last().Place, $"The variable '{twice.Key}' is declared twice."));
        }

        List<ClaimText> assumptions = [.. claim.All("assume")];
        var expected = ExpectedAssumption(claim);
        foreach (var text in assumptions.Concat(claim.All("claim")).Concat(expected is null ? [] : [expected]))
        {
            if (StatementText.WhyNoExpression(text) is { } problem)
            {
                problems.Add(problem);
            }
        }

        var witness = problems.Count == 0 && claim.Find("witness") is { } given ? Assignment.Read(given, variables, problems) : [];
        var choices = TypeChoice.Of(claim, problems);
        return problems.Count > 0 ? [] :
        [
            .. choices.Select((types, i) => new ClaimForm
            {
                Claim = claim,
                Number = firstNumber + i,
                Types = types,
                Variables = variables,
                Statement = claim.Find("claim"),
                Assumptions = assumptions,
                Expected = expected,
                Equal = equal,
                Witness = witness,
            }),
        ];
    }

    private static ClaimText? ExpectedAssumption(Claim claim) =>
        Expectation.Of(claim) is ExpectedFinding { IsNone: false } expected ? expected.Text : null;

    private static void ReadFind(Claim claim, ICollection<Problem> problems)
    {
        if (claim.Find("find") is not { } find)
        {
            return;
        }

        if (find.Text != FindingText.Weakest)
        {
            problems.Add(new Problem(find.Start, $"'{find}' cannot be looked for.", NearestSpelling.Advice(find.Text, [FindingText.Weakest])));
        }

        if (claim.Find("exists") is { } exists)
        {
            problems.Add(new Problem(exists.Start, "'find' asks on which inputs a claim about all inputs holds; 'exists' does not fit.", "Leave 'find' out."));
        }
    }

    private static (ClaimText Before, ClaimText After)? ReadEqual(Claim claim, ICollection<Problem> problems)
    {
        if (claim.Find("equal") is not { } text)
        {
            return null;
        }

        var parts = StatementText.SplitAtCommas(text.Text);
        if (parts.Count != 2 || parts.Any(part => part.Text.Length == 0))
        {
            problems.Add(new Problem(text.Start, "'equal' names two functions.", "Write for example: equal: Before, After"));
            return null;
        }

        if (claim.Find("claim") is { } statement)
        {
            problems.Add(new Problem(statement.Start, "'equal' takes the place of 'claim'; both together are one too many.", "Split the claim in two."));
        }

        if (claim.Find("exists") is { } exists)
        {
            problems.Add(new Problem(exists.Start, "'equal' speaks about all inputs; 'exists' does not fit."));
        }

        return (ClaimText.Of(parts[0].Text, text.At(parts[0].Offset)), ClaimText.Of(parts[1].Text, text.At(parts[1].Offset)));
    }
}
