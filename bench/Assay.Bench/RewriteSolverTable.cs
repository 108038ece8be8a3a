using System.Diagnostics;
using Assay.Programs;
using Assay.Programs.Deciders;
using Assay.Programs.Deciders.External;
using Assay.Programs.Frontends.Alive;
using Assay.Programs.Terms;

namespace Assay.Bench;

/// <summary>
/// Assay against z3 on rewrites of a folder, each at one width: is there an input on which the target is worse? Assay's time is
/// that from the text to the answer in a warm process, z3's that of its process on the SMT-LIB text of the goal, less the start.
/// </summary>
internal static class RewriteSolverTable
{
    private const int WarmUps = 3;
    private const int Rounds = 3;
    private const int MostSeconds = 10;

    /// <param name="to">Where to write.</param>
    /// <param name="folder">The rewrites.</param>
    /// <param name="every">Of so many rewrites, one is asked.</param>
    public static void Write(TextWriter to, string folder, int every)
    {
        var texts = RewriteTable.Texts(folder).Where(text => Choices(text.Text) is not null).Where((_, i) => i % every == 0).ToList();
        for (var pass = 0; pass < WarmUps; pass++)
        {
            texts.ForEach(text => Choices(text.Text)!.Small.ToList().ForEach(widths => Decide(text.Text, text.NewSemantics, widths)));
        }

        foreach (var width in (int[])[8, 16, 32])
        {
            SolverRow.Write(to, [.. texts.Select(text => Measure(text.Text, text.NewSemantics, width)).OfType<SolverRow>()]);
        }
    }

    private static WidthChoices? Choices(string text)
    {
        try
        {
            var choices = new WidthChoices(RewriteReader.Read(text).Types);
            return choices.Large.Count > 0 ? choices : null;
        }
        catch (RewriteException)
        {
            return null;
        }
    }

    private static SolverRow? Measure(string text, bool newSemantics, int width)
    {
        var choices = Choices(text)!;
        if (choices.Small.Concat(choices.Between).Concat(choices.Large).LastOrDefault(widths => widths.Open.Max() == width) is not { } widths
            || Script(text, newSemantics, widths) is not { } script)
        {
            return null;
        }

        var file = Path.GetTempFileName();
        File.WriteAllText(file, script);
        List<double> own = [], peers = [];
        RewriteAnswer answer = new Open(string.Empty);
        for (var round = 0; round < Rounds && !(own.Count > 0 && own[0] + peers[0] > 5000); round++)
        {
            var clock = Stopwatch.StartNew();
            answer = Decide(text, newSemantics, widths);
            own.Add(clock.Elapsed.TotalMilliseconds);
            var (said, milliseconds) = Z3Process.Run(file);
            peers.Add(milliseconds);
            if ((said, answer) is ("sat", Correct) or ("unsat", Wrong))
            {
                throw new InvalidOperationException($"z3 and Assay differ on {text}.");
            }
        }

        File.Delete(file);
        var name = text.Split('\n').Select(line => line.Trim()).First(line => line.Length > 0 && line[0] != ';');
        return answer is Wrong ? null : new SolverRow(
            $"{(name.Length > 36 ? name[..36] : name)} {widths}", answer is Correct ? "proved" : "open", (answer as Correct)?.Decider ?? "none", own, peers);
    }

    private static RewriteAnswer Decide(string text, bool newSemantics, Widths widths) =>
        new RewriteSolver(RewriteReader.Read(text), newSemantics, Portfolio.ForRewrites(new ProgramsOptions()), [])
            .Decide(widths, new DecisionContext(DateTime.UtcNow.AddSeconds(MostSeconds), (_, _) => { }, CancellationToken.None));

    // Values of undef in the source would need quantifiers.
    private static string? Script(string text, bool newSemantics, Widths widths)
    {
        var goal = new RewriteGoal(new TermFactory(), RewriteReader.Read(text), widths, newSemantics);
        return goal.Meaning.SourceUndefined.Count > 0 || SmtLibText.Refuses(goal.Violated) is not null ? null : SmtLibText.Write(goal.Violated).Text;
    }
}
