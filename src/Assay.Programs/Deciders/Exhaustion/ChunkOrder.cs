namespace Assay.Programs.Deciders.Exhaustion;

/// <summary>In which order chunks are visited: with one integer variable from the smallest value on.</summary>
/// <param name="bits">The logarithm of the number of inputs.</param>
/// <param name="chunkBits">The logarithm of the size of a chunk.</param>
/// <param name="isSigned">Whether the inputs are the values of one signed variable.</param>
internal sealed class ChunkOrder(int bits, int chunkBits, bool isSigned)
{
    public int ChunkBits => chunkBits;

    public long Count { get; } = 1L << (bits - chunkBits);

    public bool IsSigned => isSigned;

    /// <summary>Whether the first input found is the smallest there is.</summary>
    public bool IsSmallestFirst { get; private init; }

    /// <summary>The order for a goal.</summary>
    public static ChunkOrder Of(Goal goal, int bits, int chunkBits)
    {
        var isAlone = goal.Unknowns.Count == 0 && goal.Variables.Count == 1;
        var type = goal.Variables.Count == 1 ? goal.Variables[0].Type : null;
        return new ChunkOrder(bits, chunkBits, isAlone && type is { Kind: Execution.ClrKind.Integer, Signed: true })
        {
            IsSmallestFirst = isAlone && type is { Kind: Execution.ClrKind.Integer or Execution.ClrKind.Bool } && (bits > chunkBits || type is not { Signed: true }),
        };
    }

    /// <summary>Whether the values of a chunk grow in magnitude from its end: negative numbers.</summary>
    public bool IsDescending(long position) => isSigned && Count > 1 && position >= Count / 2;

    public ulong Start(long position) =>
        (ulong)(IsDescending(position) ? Count - 1 - (position - (Count / 2)) : position) << chunkBits;
}
