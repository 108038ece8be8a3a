using System.Diagnostics;
using System.Globalization;
using Assay.Programs;
using Assay.Programs.Deciders;
using Assay.Programs.Frontends.Alive;
using Assay.Programs.Frontends.Alive.AnyWidth;

namespace Assay.Bench;

/// <summary>
/// How many correct rewrites are proved at 16, 32 and 64 bits in a given time: a cheap look at each, then growing budgets for
/// those that are left.
/// </summary>
internal sealed class WideRewrites
{
    private const double FirstSeconds = 0.05;
    private const double Growth = 4;

    private readonly Portfolio _portfolio = Portfolio.ForRewrites(new ProgramsOptions());
    private readonly List<Question> _questions = [];

    private sealed class Question(int width, Widths at, RewriteSolver? solver)
    {
        public int Width { get; } = width;

        public Widths At { get; } = at;

        public RewriteSolver? Solver { get; } = solver;

        public bool IsProved { get; set; } = solver is null;
    }

    public static void Write(TextWriter to, string folder, TimeSpan time) => new WideRewrites().Run(to, folder, time);

    private void Run(TextWriter to, string folder, TimeSpan time)
    {
        foreach (var (text, newSemantics) in RewriteTable.Texts(folder))
        {
            Add(text, newSemantics);
        }

        var clock = Stopwatch.StartNew();
        for (var seconds = FirstSeconds; clock.Elapsed < time && _questions.Exists(question => !question.IsProved); seconds *= Growth)
        {
            foreach (var question in _questions.Where(question => !question.IsProved && clock.Elapsed < time))
            {
                var left = Math.Min(seconds, (time - clock.Elapsed).TotalSeconds);
                var answer = question.Solver!.Decide(question.At, Context(left));
                question.IsProved = answer is not Wrong ? answer is Correct : throw new InvalidOperationException($"Wrong at {question.At} only.");
            }

            to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"up to {seconds:0.00} s each, {clock.Elapsed.TotalSeconds:0} s in all: {Shares()}"));
        }
    }

    // Those that are right at their small widths and whose types leave room for larger ones.
    private void Add(string text, bool newSemantics)
    {
        try
        {
            var rewrite = RewriteReader.Read(text);
            var choices = new WidthChoices(rewrite.Types);
            var solver = new RewriteSolver(rewrite, newSemantics, _portfolio, []);
            if (choices.Large.Count == 0 || !choices.Small.All(widths => solver.Decide(widths, Context(10)) is Correct))
            {
                return;
            }

            var isForEvery = choices.AreUnbounded && AnyWidthProof.Succeeds(rewrite, choices);
            _questions.AddRange(choices.Large.Select(widths => new Question(widths.Open.Max(), widths, isForEvery ? null : solver)));
        }
        catch (RewriteException)
        {
            // Memory, or wrong on purpose.
        }
    }

    private string Shares() => string.Join(", ", _questions.GroupBy(question => question.Width).OrderBy(group => group.Key).Select(group =>
        string.Create(CultureInfo.InvariantCulture, $"i{group.Key} {group.Count(question => question.IsProved)} of {group.Count()} ({100.0 * group.Count(question => question.IsProved) / group.Count():0.0} %)")));

    private static DecisionContext Context(double seconds) => new(DateTime.UtcNow.AddSeconds(seconds), (_, _) => { }, CancellationToken.None);
}
