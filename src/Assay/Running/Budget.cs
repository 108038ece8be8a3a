namespace Assay.Running;

/// <summary>What a claim may use before the answer is Undecided.</summary>
/// <param name="Time">Wall-clock time.</param>
/// <param name="Memory">Bytes of managed memory that deciders may ask for.</param>
/// <param name="Seeds">Random seeds of measured claims, or null for the domain's own default.</param>
public sealed record Budget(TimeSpan Time, long Memory, int? Seeds = null)
{
    /// <summary>Ten seconds and 400 MB.</summary>
    public static Budget Default { get; } = new(TimeSpan.FromSeconds(10), 400L << 20);

    /// <summary>This budget, or less where <paramref name="most"/> allows less.</summary>
    public Budget Within(Budget most)
    {
        ArgumentNullException.ThrowIfNull(most);
        return this with { Time = Time < most.Time ? Time : most.Time, Memory = Math.Min(Memory, most.Memory), Seeds = most.Seeds is { } seeds ? Math.Min(Seeds ?? seeds, seeds) : Seeds };
    }
}
