using Assay.LanguageModels.Rewrites;
using Assay.Running;

namespace Assay.LanguageModels.Tests.Rewrites;

public sealed class RewriteStudyTests
{
    [Fact]
    public async Task Replies_of_several_models_are_counted()
    {
        IReadOnlyList<RewriteProblem> problems = [.. new[] { "swap", "exchange", "sign" }.Select(name => RewriteProblems.All.Single(problem => problem.Name == name))];
        List<(string, IReadOnlyList<string>)> replies = [];
        foreach (var model in new[] { new ScriptedRewriter("knows", one => one.Right), new ScriptedRewriter("hurries", one => one.NearlyRight), new ScriptedRewriter("refuses", _ => "No.") })
        {
            replies.Add((model.Name, await RewriteStudy.Ask(model, problems, _ => { }, TestContext.Current.CancellationToken)));
        }

        var heard = 0;
        var study = RewriteStudy.Decide(problems, replies, new RewriteJudge(Budget.Default with { Time = TimeSpan.FromMinutes(1) }), done => heard = done, TestContext.Current.CancellationToken);
        Assert.Equal(9, heard);
        Assert.Equal([(3, 0, 0), (0, 3, 0), (0, 0, 3)], study.Models.Select(model => (model.Count(RewriteOutcome.Right), model.Count(RewriteOutcome.Refuted), model.Count(RewriteOutcome.Unparsed))));

        // All of three: 0.025^(1/3) and 1 (Clopper and Pearson 1934).
        Assert.Equal(0.2924, study.Models[0].Interval(0.95).Low, 1e-4);
        Assert.Equal(1, study.Models[0].Interval(0.95).High);
    }
}
