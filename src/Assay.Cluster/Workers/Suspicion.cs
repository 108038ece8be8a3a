using System.Globalization;
using Assay.Trials;
using NATS.Client.JetStream;

namespace Assay.Cluster.Workers;

/// <summary>
/// Whether a trial may be what ends whole workers. One that was with three workers that vanished is under suspicion, and so is all that was with them beside it; from then on each is done alone. Only
/// one that was alone with workers that vanished is what ended them.
/// </summary>
/// <param name="message">The trial.</param>
internal sealed class Suspicion(INatsJSMsg<byte[]> message)
{
    /// <summary>The header that counts how often a trial under suspicion was given out, from 1.</summary>
    public const string Header = "Assay-Alone";

    private const int MostLosses = 3;
    private const int MostAlone = 3;

    /// <summary>How often this message was given out.</summary>
    public ulong Deliveries { get; } = message.Metadata?.NumDelivered ?? 1;

    /// <summary>Whether it is to be done alone.</summary>
    public bool IsAlone => Times > 0;

    /// <summary>Whether its latest worker has vanished, and that counts.</summary>
    public bool IsNew => Deliveries > (IsAlone ? 1UL : MostLosses);

    /// <summary>Whether it was alone with workers that vanished, so often that it is what ended them.</summary>
    public bool IsProved => IsNew && Times >= MostAlone;

    /// <summary>What <see cref="Header"/> says when it is given out next.</summary>
    public string Next => (Times + 1).ToString(CultureInfo.InvariantCulture);

    private int Times { get; } = int.TryParse(message.Headers?[Header].ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var times) ? times : 0;

    /// <summary>What becomes of it then.</summary>
    public SetAside Outcome() => new(
        string.Create(CultureInfo.InvariantCulture, $"It was given to workers {MostLosses + MostAlone} times, {MostAlone} of them alone, and each ended without a word."),
        "Whatever ends a whole worker, such as the system's lack of memory, may have its reason elsewhere; the trial was under way each time.");
}
