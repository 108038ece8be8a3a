using Assay.LanguageModels.Models;
using Assay.LanguageModels.Rewrites;

namespace Assay.LanguageModels.Tests.Rewrites;

/// <summary>A model that answers built-in problems with what is known of them.</summary>
/// <param name="name">Its name.</param>
/// <param name="says">Which code it answers with.</param>
internal sealed class ScriptedRewriter(string name, Func<(string Right, string NearlyRight), string> says) : ILanguageModel
{
    public string Name => name;

    public Task<Reply> Ask(Query query, CancellationToken cancellation)
    {
        Assert.Equal((256, false), (query.MostTokens, query.IsCompletion));
        var problem = RewriteProblems.All.Single(problem => problem.Prompt == query.Prompt);
        return Task.FromResult(new Reply($"```\n{says(KnownRewrites.All[problem.Name])}\n```", null, 0, 0, null));
    }
}
