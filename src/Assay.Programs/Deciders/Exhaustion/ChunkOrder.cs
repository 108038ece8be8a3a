namespace Assay.Programs.Deciders.Exhaustion;

/// <summary>In which order chunks are visited: with one integer variable from the smallest value on.</summary>
internal sealed class ChunkOrder(Goal goal, int bits, int chunkBits)
{
    private readonly bool _isSigned = goal.Variables is [{ Type: { Kind: Execution.ClrKind.Integer, Signed: true } }] && goal.Unknowns.Count == 0;

    public int ChunkBits => chunkBits;

    public long Count { get; } = 1L << (bits - chunkBits);

    /// <summary>Whether the first input found is the smallest there is.</summary>
    public bool IsSmallestFirst { get; } = goal.Unknowns.Count == 0
        && goal.Variables is [{ Type.Kind: Execution.ClrKind.Integer or Execution.ClrKind.Bool }]
        && (bits > chunkBits || goal.Variables[0].Type is not { Signed: true });

    /// <summary>Whether the values of a chunk grow in magnitude from its end: negative numbers.</summary>
    public bool IsDescending(long position) => _isSigned && Count > 1 && position >= Count / 2;

    public ulong Start(long position) =>
        (ulong)(IsDescending(position) ? Count - 1 - (position - (Count / 2)) : position) << chunkBits;
}
