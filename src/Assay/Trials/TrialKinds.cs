namespace Assay.Trials;

/// <summary>The kinds of trials that this build knows, by name.</summary>
/// <param name="build">Which build this is; see <see cref="TrialBuild"/>.</param>
/// <param name="kinds">The kinds.</param>
public sealed class TrialKinds(string build, IReadOnlyList<ITrialKind> kinds)
{
    private readonly Dictionary<string, ITrialKind> _kinds = kinds.ToDictionary(kind => kind.Name);

    /// <summary>Which build this is.</summary>
    public string Build => build;

    /// <summary>All kinds.</summary>
    public IReadOnlyList<ITrialKind> All => kinds;

    /// <summary>Does a trial on this thread.</summary>
    /// <returns>Its outcome, also where it threw or the kind is unknown.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public TrialOutcome Run(string kind, ReadOnlyMemory<byte> input, CancellationToken cancellation)
    {
        if (!_kinds.TryGetValue(kind, out var known))
            return new SetAside($"This build knows no trials of the kind '{kind}'.", "");
        try
        {
            return new Completed(known.Run(input, cancellation));
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            return SetAside.Thrown(exception);
        }
    }
}
