using System.Buffers.Binary;
using Assay.Programs.Evaluation;
using Assay.Trials;

namespace Assay.Programs.Deciders.Exhaustion;

/// <summary>Trials that try a range of the inputs of a goal.</summary>
internal sealed class RangeTrials : ITrialKind
{
    /// <summary>The name of this kind.</summary>
    public const string KindName = "inputs";

    private const long None = -1;

    // Trials of one goal come one after the other, and compiling it takes longer than a look into a chunk.
    [ThreadStatic]
    private static Prepared? _last;

    /// <inheritdoc/>
    public string Name => KindName;

    /// <summary>The position of the first chunk in which an input reaches the target; null when none does.</summary>
    /// <param name="input">What was to be tried. A proof is made of many results, so each brings what it is of.</param>
    /// <param name="result">The result.</param>
    /// <exception cref="InvalidDataException">This is no result of that trial.</exception>
    public static long? ReadResult(ReadOnlySpan<byte> input, ReadOnlySpan<byte> result)
    {
        var answer = BroughtInput.Read(input, result);
        return (answer.Length == sizeof(long) ? BinaryPrimitives.ReadInt64LittleEndian(answer) : long.MinValue) switch
        {
            None => null,
            >= 0 and var position => position,
            _ => throw new InvalidDataException("A worker was to try a range of inputs, and its answer is none."),
        };
    }

    /// <inheritdoc/>
    public byte[] Run(ReadOnlyMemory<byte> input, CancellationToken cancellation)
    {
        var range = RangeInput.Read(input);
        var prepared = For(range);
        var order = new ChunkOrder(prepared.Bits, range.ChunkBits, range.IsSigned);
        if (range.First + range.Count > order.Count)
        {
            throw new InvalidDataException("The range goes beyond the inputs.");
        }

        var answer = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(answer, First(range, order, prepared, cancellation));
        return BroughtInput.Write(input.Span, answer);
    }

    private static long First(RangeInput range, ChunkOrder order, Prepared prepared, CancellationToken cancellation)
    {
        for (var position = range.First; position < range.First + range.Count; position++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (prepared.Reaches(order.Start(position)))
            {
                return position;
            }
        }

        return None;
    }

    private static Prepared For(RangeInput range)
    {
        if (_last is { } last && last.ChunkBits == range.ChunkBits && last.Goal.AsSpan().SequenceEqual(range.Goal))
        {
            return last;
        }

        var goal = GoalBytes.Read(range.Goal);
        var index = new InputIndex(goal.Inputs);
        if (index.Bits < range.ChunkBits || index.Bits > Exhaustive.MostBits)
        {
            throw new InvalidDataException("So many inputs are not tried.");
        }

        _last?.Owner?.Dispose();
        _last = null;
        var search = CompiledSearch.TryCreate(index, goal.Terms, goal.Target, goal.Assumed, range.ChunkBits);
        if (search is null && BlockEvaluator.TryCreate(goal.Inputs, goal.Target, goal.Assumed) is { } evaluator)
        {
            return _last = new Prepared(range.Goal, range.ChunkBits, index.Bits, start => Exhaustive.ScanChunk(goal.Target, index, evaluator, start, 1L << range.ChunkBits, isSmallestFirst: false, descending: false) is not null);
        }

        return search is null
            ? throw new InvalidDataException("These terms cannot be tried in blocks.")
            : _last = new Prepared(range.Goal, range.ChunkBits, index.Bits, start => search.Search(start).Reached, search);
    }

    private sealed record Prepared(byte[] Goal, int ChunkBits, int Bits, Func<ulong, bool> Reaches, IDisposable? Owner = null);
}
