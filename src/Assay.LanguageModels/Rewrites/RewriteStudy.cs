using Assay.LanguageModels.Models;
using Assay.LanguageModels.Scoring;
using Assay.Statistics;

namespace Assay.LanguageModels.Rewrites;

/// <summary>How models rewrite the same problems.</summary>
/// <param name="Problems">What they were asked.</param>
/// <param name="Models">What became of their replies, in the order in which they were asked.</param>
internal sealed record RewriteStudy(IReadOnlyList<RewriteProblem> Problems, IReadOnlyList<RewriteStudy.ModelAnswers> Models)
{
    private const int MostTokens = 256;

    /// <summary>What became of the replies of one model.</summary>
    /// <param name="Model">Its name.</param>
    /// <param name="Answers">An answer for each problem, in order.</param>
    internal sealed record ModelAnswers(string Model, IReadOnlyList<RewriteAnswer> Answers)
    {
        /// <summary>How many replies came to this.</summary>
        public int Count(RewriteOutcome outcome) => Answers.Count(answer => answer.Outcome == outcome);

        /// <summary>
        /// The interval for the probability that a reply is right and shorter (Clopper and Pearson 1934), were the problems drawn from many like them.
        /// </summary>
        /// <param name="confidence">Between 0 and 1.</param>
        public Interval Interval(double confidence) => Proportion.ClopperPearson(Count(RewriteOutcome.Right), Answers.Count, confidence);
    }

    /// <summary>Asks a model for a rewrite of each problem. Nothing is decided yet.</summary>
    /// <param name="model">The model.</param>
    /// <param name="problems">The problems.</param>
    /// <param name="heard">Hears how many have answered.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>Its replies, in order.</returns>
    /// <exception cref="ModelException">There is no answer.</exception>
    public static async Task<IReadOnlyList<string>> Ask(
        ILanguageModel model, IReadOnlyList<RewriteProblem> problems, Action<int> heard, CancellationToken cancellation)
    {
        var done = 0;
        return await Together.All(problems.Count, async (i, own) =>
        {
            var reply = await model.Ask(new Query(problems[i].Prompt, MostTokens, Alternatives: 0, IsCompletion: false), own).ConfigureAwait(false);
            heard(Interlocked.Increment(ref done));
            return reply.Text;
        }, cancellation).ConfigureAwait(false);
    }

    /// <summary>Decides replies, one after the other: each has the machine for itself. Equal replies to one problem are decided once.</summary>
    /// <param name="problems">The problems.</param>
    /// <param name="replies">For each model its name and its replies to them.</param>
    /// <param name="judge">Decides.</param>
    /// <param name="heard">Hears how many are decided.</param>
    /// <param name="cancellation">Ends it.</param>
    public static RewriteStudy Decide(
        IReadOnlyList<RewriteProblem> problems,
        IReadOnlyList<(string Model, IReadOnlyList<string> Replies)> replies,
        RewriteJudge judge,
        Action<int> heard,
        CancellationToken cancellation)
    {
        var done = 0;
        Dictionary<(RewriteProblem, string), RewriteAnswer> known = [];
        return new RewriteStudy(problems, [.. replies.Select(one => new ModelAnswers(one.Model, [.. problems.Zip(one.Replies, Decided)]))]);

        RewriteAnswer Decided(RewriteProblem problem, string reply)
        {
            if (!known.TryGetValue((problem, reply), out var answer))
            {
                known[(problem, reply)] = answer = judge.Of(problem, reply, cancellation);
            }

            heard(++done);
            return answer;
        }
    }
}
