namespace Assay.Trials;

/// <summary>What became of a trial: <see cref="Completed"/> or <see cref="SetAside"/>. Use pattern matching.</summary>
public abstract record TrialOutcome
{
    private protected TrialOutcome()
    {
    }
}

/// <summary>The trial was done.</summary>
/// <param name="Result">What its kind returned.</param>
public sealed record Completed(ReadOnlyMemory<byte> Result) : TrialOutcome;

/// <summary>The trial has no result: it threw, overran a limit, was refused, or ended the process it ran in. It does not keep others from going on.</summary>
/// <param name="Reason">Why, as one sentence.</param>
/// <param name="Log">What is known beside that, such as the last lines the process wrote; may be empty.</param>
public sealed record SetAside(string Reason, string Log) : TrialOutcome
{
    /// <summary>A trial that threw.</summary>
    public static SetAside Thrown(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return new SetAside($"{exception.GetType().Name}: {exception.Message}", exception.ToString());
    }

    /// <summary>A trial that took too long.</summary>
    public static SetAside OutOfTime(TimeSpan limit) => new(FormattableString.Invariant($"It took longer than the {limit.TotalSeconds:0.###} s that it may take."), "");
}
