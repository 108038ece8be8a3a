using System.Security.Cryptography;
using System.Text;

namespace Assay.Cluster.Messages;

/// <summary>The subjects of messages.</summary>
internal static class Subjects
{
    /// <summary>Whoever hears it says what he does.</summary>
    public const string Ask = "assay.ask";

    private const int TagDigits = 16;
    private const int Parts = 6;

    /// <summary>A build, short enough for a subject: workers take trials of their own build only.</summary>
    public static string TagOf(string build) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(build)))[..TagDigits];

    /// <summary>A run: whoever runs the same trials with the same build, in the same order and with the same time for each, shares it.</summary>
    /// <param name="trials">The key and the time of each.</param>
    public static string RunOf(IEnumerable<string> trials) => TagOf(string.Join('\n', trials));

    /// <summary>A trial.</summary>
    /// <param name="tag">The build.</param>
    /// <param name="run">The run.</param>
    /// <param name="key">The key of the trial.</param>
    /// <param name="copy">0 for the first; others are further copies of it.</param>
    public static string Trial(string tag, string run, string key, string copy) => $"assay.trial.{tag}.{run}.{key}.{copy}";

    /// <summary>All trials of a run.</summary>
    public static string Trials(string tag, string run) => $"assay.trial.{tag}.{run}.>";

    /// <summary>All trials of a build.</summary>
    public static string Trials(string tag) => $"assay.trial.{tag}.>";

    /// <summary>A result.</summary>
    public static string Result(string run, string key) => $"assay.result.{run}.{key}";

    /// <summary>All results of a run.</summary>
    public static string Results(string run) => $"assay.result.{run}.>";

    /// <summary>A run has ended, or one trial of it: nobody waits for it.</summary>
    public static string Stop(string run, string? key = null) => key is null ? $"assay.stop.{run}" : $"assay.stop.{run}.{key}";

    /// <summary>All such news.</summary>
    public const string Stops = "assay.stop.>";

    /// <summary>The parts of a trial's subject; null when it is none.</summary>
    public static (string Run, string Key)? ReadTrial(string subject) => subject.Split('.') is { Length: Parts } parts ? (parts[3], parts[4]) : null;

    /// <summary>The key at the end of a result's subject.</summary>
    public static string KeyOfResult(string subject) => subject[(subject.LastIndexOf('.') + 1)..];

    /// <summary>The run, and the key or null, of news that something has ended.</summary>
    public static (string Run, string? Key) ReadStop(string subject) => subject.Split('.') is [_, _, var run, .. var rest] ? (run, rest.Length > 0 ? rest[0] : null) : ("", null);
}
