using System.Text.Json;
using System.Text.Json.Serialization;
using Assay.Server.Runs;
using Assay.Server.Work;

namespace Assay.Server.Web;

/// <summary>What the page needs to begin.</summary>
/// <param name="Version">The version of Assay.</param>
/// <param name="TextBytes">The largest document.</param>
/// <param name="Seconds">The time for a submission.</param>
/// <param name="Examples">Documents to start from.</param>
internal sealed record StartMessage(string Version, int TextBytes, double Seconds, IReadOnlyList<Example> Examples);

/// <summary>A document that is submitted or looked at.</summary>
/// <param name="Text">The document.</param>
internal sealed record TextMessage(string? Text);

/// <summary>A run was taken on.</summary>
/// <param name="Id">Its name.</param>
internal sealed record TakenMessage(string Id);

/// <summary>Why something was refused.</summary>
/// <param name="Error">The reason, and what to do.</param>
internal sealed record ErrorMessage(string Error);

/// <summary>Where a run is.</summary>
/// <param name="State">Where.</param>
internal sealed record StateMessage(RunState State);

/// <summary>One claim was settled.</summary>
/// <param name="Verdict">What came out.</param>
/// <param name="Html">Its card.</param>
internal sealed record SettledMessage(ShownVerdict Verdict, string Html);

/// <summary>A run ended.</summary>
/// <param name="State">How.</param>
/// <param name="Note">What else is to be said, or null.</param>
/// <param name="Seconds">The time from its turn to its end.</param>
internal sealed record EndedMessage(RunState State, string? Note, double Seconds);

/// <summary>A run in the history.</summary>
/// <param name="Id">Its name.</param>
/// <param name="At">When it was submitted.</param>
/// <param name="Version">The version of Assay that decided it.</param>
/// <param name="Title">Its title.</param>
/// <param name="State">Where it is.</param>
/// <param name="IsLive">Whether it can be watched.</param>
/// <param name="Note">How it ended where that needs a word.</param>
/// <param name="Verdicts">What came out.</param>
internal sealed record RunMessage(string Id, DateTimeOffset At, string Version, string Title, RunState State, bool IsLive, string? Note, IReadOnlyList<ShownVerdict> Verdicts)
{
    /// <summary>The document; null in lists.</summary>
    public string? Text { get; init; }

    /// <summary>The result to read; null in lists.</summary>
    public string? Html { get; init; }
}

/// <summary>States by their names in lower case.</summary>
internal sealed class RunStateNames() : JsonStringEnumConverter<RunState>(JsonNamingPolicy.CamelCase);

/// <summary>How messages are written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, Converters = [typeof(RunStateNames)])]
[JsonSerializable(typeof(StartMessage))]
[JsonSerializable(typeof(TextMessage))]
[JsonSerializable(typeof(TakenMessage))]
[JsonSerializable(typeof(ErrorMessage))]
[JsonSerializable(typeof(StateMessage))]
[JsonSerializable(typeof(SettledMessage))]
[JsonSerializable(typeof(EndedMessage))]
[JsonSerializable(typeof(RunMessage))]
[JsonSerializable(typeof(IReadOnlyList<RunMessage>))]
[JsonSerializable(typeof(Progressed))]
[JsonSerializable(typeof(Diagnosed))]
internal sealed partial class MessageJson : JsonSerializerContext;
