using Assay.Cli.Terminal;
using Assay.Cluster.Coordination;
using Assay.Cluster.Links;
using Assay.LanguageModels.Models;
using Assay.LanguageModels.Models.Elsewhere;
using Assay.Reporting;

namespace Assay.Cli.Clusters;

/// <summary>Models that workers ask; they can be named before there is a connection, and asked when there is one.</summary>
/// <param name="surroundings">The terminal.</param>
internal sealed class ModelsElsewhere(Surroundings surroundings) : IDisposable
{
    private readonly List<ElsewhereModel> _models = [];
    private readonly List<ClusterExecutor> _executors = [];

    /// <summary>The connection.</summary>
    public ClusterLink? Link { get; set; }

    /// <summary>Whether any query was answered.</summary>
    public bool HaveOutcomes => _executors.Exists(executor => executor.HasOutcomes);

    /// <summary>The model of a name.</summary>
    public ILanguageModel Of(string name, Sampling sampling)
    {
        var executor = new ClusterExecutor(Link!, ServedModel.IdentityOf(name, ToolTrials.Identity(surroundings)), line => surroundings.Error.WriteLine($"assay: {TerminalText.Clean(line)}")) { About = $"queries to {name}" };
        _executors.Add(executor);
        var model = new ElsewhereModel(name, sampling, executor);
        _models.Add(model);
        return model;
    }

    /// <summary>Cancels what was asked and is not answered, while there is still a connection.</summary>
    public void Dispose()
    {
        foreach (var model in _models)
            model.Dispose();
    }
}
