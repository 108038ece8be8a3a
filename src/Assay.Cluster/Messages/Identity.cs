using System.Globalization;
using Assay.Cluster.Links;
using Assay.Trials;
using NATS.Client.Core;

namespace Assay.Cluster.Messages;

/// <summary>Who sends: the version of the tool, the build and the path through the processor.</summary>
/// <param name="Version">The version as people read it.</param>
/// <param name="Build">The build; see <see cref="TrialBuild"/>.</param>
internal sealed record Identity(string Version, string Build)
{
    /// <summary>The build, short enough for a subject.</summary>
    public string Tag { get; } = Subjects.TagOf(Build);

    /// <summary>What a worker of this kind is started with beside the server, with a blank in front; empty for nothing.</summary>
    public string StartedWith { get; init; } = "";

    /// <summary>Headers that say so.</summary>
    public NatsHeaders Headers() => new()
    {
        ["Assay-Layout"] = Layout.Version.ToString(CultureInfo.InvariantCulture),
        ["Assay-Version"] = Version,
        ["Assay-Build"] = Tag,
        ["Assay-Processor"] = TrialBuild.Processor,
    };

    /// <summary>Why what these headers came with is not taken; null when it is.</summary>
    public string? Refuses(NatsHeaders headers)
    {
        if (!Headers().Keys.All(headers.ContainsKey))
            return "The message is damaged: it does not say what it is of.";
        if (headers["Assay-Layout"] != Layout.Version.ToString(CultureInfo.InvariantCulture))
            return $"It is of layout '{headers["Assay-Layout"]}', and this worker takes layout {Layout.Version}.";
        if (headers["Assay-Processor"] != TrialBuild.Processor)
            return $"It is for processors with '{headers["Assay-Processor"]}', and this worker has '{TrialBuild.Processor}'.";
        if (headers["Assay-Build"] != Tag || headers["Assay-Version"] != Version)
            return $"It is of version {headers["Assay-Version"]}, build {headers["Assay-Build"]}, and this worker is of version {Version}, build {Tag}.";
        return null;
    }
}
