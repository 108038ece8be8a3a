using Assay.Programs.Deciders;
using Assay.Programs.Frontends.Alive;
using Assay.Verdicts;

namespace Assay.Programs.Tests.Frontends.Alive;

/// <summary>Holds the answers about rewrites against the definition.</summary>
internal static class Oracle
{
    private static readonly Portfolio Deciders = Portfolio.ForRewrites(new ProgramsOptions());

    /// <summary>
    /// Whether a rewrite is correct at its smallest widths, after making sure that the decider and the definition agree; null
    /// when it is no rewrite, or too large for the definition.
    /// </summary>
    public static bool? Compare(string text, bool newSemantics = false, int mostBits = 12)
    {
        Rewrite rewrite;
        Widths widths;
        try
        {
            rewrite = RewriteReader.Read(text);
            widths = new WidthChoices(rewrite.Types).Small[0];
        }
        catch (RewriteException)
        {
            return null;
        }

        var plain = new PlainRewrite(rewrite, widths, newSemantics);
        if (plain.Bits > mostBits || !plain.IsNarrow || HasBranchesOrCalls(rewrite))
        {
            return null;
        }

        var context = new DecisionContext(DateTime.UtcNow.AddSeconds(20), (_, _) => { }, TestContext.Current.CancellationToken);
        var answer = new RewriteSolver(rewrite, newSemantics, Deciders, []).Decide(widths, context);
        if (answer is Open)
        {
            return null;
        }

        var isCorrect = plain.IsCorrect();
        Assert.True(isCorrect == answer is Correct, $"{text}\nat {widths}: {answer}, but by definition {(isCorrect ? "correct" : "wrong")}");
        if (answer is Wrong wrong)
        {
            var input = wrong.Counterexample.Inputs.Where(value => rewrite.Inputs.Any(symbol => symbol.Name == value.Name)).ToDictionary(value => value.Name, Read);
            Assert.False(plain.IsCorrectOn(input), $"{text}\nat {widths}: {string.Join(", ", input)} is no counterexample");
        }

        return isCorrect;
    }

    private static bool HasBranchesOrCalls(Rewrite rewrite) => rewrite.Source.Concat(rewrite.Target).Any(instruction => instruction.IsEnd
        || (instruction.Operation == "icmp" && !ProgramMeaning.Conditions.Contains(instruction.Condition)));

    private static ulong Read(NamedValue value) => (ulong)RewriteValue.Read(value.Value)!.Value.Bits;
}
