using Assay.Claims;
using Assay.Cli.Terminal;
using Assay.Cluster.Messages;
using Assay.Running;
using Assay.Running.Spread;
using Assay.Trials;

namespace Assay.Cli.Clusters;

/// <summary>The trials that the tool knows, and how coordinators and workers name what they depend on.</summary>
internal static class ToolTrials
{
    private const string Full = "full";

    /// <summary>All kinds.</summary>
    public static TrialKinds Kinds(Surroundings surroundings)
    {
        var domains = Domains(surroundings, "");
        return new TrialKinds(TrialBuild.Of(domains), [new ClaimTrials(manner => Domains(surroundings, manner)), .. domains.SelectMany(domain => domain.Trials)]);
    }

    /// <summary>Which build this is.</summary>
    public static Identity Identity(Surroundings surroundings) => new(AssayTool.Version, TrialBuild.Of(Domains(surroundings, "")));

    /// <summary>The options that answers depend on, as a text.</summary>
    public static string MannerOf(DomainOptions options) => options.Training.IsFull ? Full : "";

    // A claim that comes from elsewhere may name no file: there are none of it here.
    private static IReadOnlyList<IDomain> Domains(Surroundings surroundings, string manner)
    {
        var options = new DomainOptions(null, null, [], CrossCheck: false) { Files = NamedFiles.None };
        return surroundings.CreateDomains(options with { Training = options.Training with { IsFull = manner == Full } });
    }
}
