using System.Diagnostics;
using System.Runtime.Intrinsics;
using Assay.Programs.Evaluation;
using Assay.Programs.Terms;
using Assay.Trials;

namespace Assay.Programs.Deciders.Exhaustion;

/// <summary>Tries every input: few on the block evaluator, many on generated vector code, very many on other machines where there are any.</summary>
/// <param name="elsewhere">Runs trials, or null where this machine is all there is.</param>
/// <param name="worthSending">Another bound than <see cref="WorthSending"/>.</param>
internal sealed class Exhaustive(ITrialExecutor? elsewhere = null, TimeSpan? worthSending = null) : IDecider
{
    /// <summary>The most bits that inputs may have together.</summary>
    public const int MostBits = 42;

    private const int ChunkBits = 18;
    private const double FloatNanoseconds = 80;
    private static readonly double BlockNanoseconds = Vector512.IsHardwareAccelerated ? 0.4 : Vector256.IsHardwareAccelerated ? 0.8 : 8;
    private static readonly TimeSpan WorthCompiling = TimeSpan.FromMilliseconds(40);

    /// <summary>How long one core would have to take for inputs to be tried elsewhere.</summary>
    public static TimeSpan WorthSending { get; } = TimeSpan.FromSeconds(10);

    public string Name => "Exhaustive";

    public string? Refuses(Goal goal) =>
        goal.Bits > MostBits ? $"2^{goal.Bits} inputs are too many; the most is 2^{MostBits}" : null;

    public Decision Decide(Goal goal, DecisionContext context)
    {
        var index = new InputIndex(goal.Inputs);
        var evaluator = BlockEvaluator.TryCreate(goal.Inputs, goal.Target, goal.Assumed);
        if (evaluator is null)
        {
            return Slowly(goal, index, context);
        }

        var hasFloats = TermOrder.Of(goal.Target).Any(term => term.Sort.Kind == SortKind.Float);
        var estimate = TimeSpan.FromSeconds(
            Math.ScaleB(1e-9, index.Bits) * (evaluator.Operations + 1) * (hasFloats ? FloatNanoseconds : BlockNanoseconds));
        if (elsewhere is not null && index.Bits >= ChunkBits && estimate > (worthSending ?? WorthSending) && SpreadSearch.Takes(goal))
        {
            return Elsewhere(goal, index, evaluator, estimate, context);
        }

        if (estimate < WorthCompiling || index.Bits < ChunkBits)
        {
            return estimate > context.Left
                ? TooLong(index.Bits, estimate)
                : InBlocks(goal, index, evaluator, context);
        }

        using var compiled = CompiledSearch.TryCreate(index, goal.Terms, goal.Target, goal.Assumed, ChunkBits);
        return compiled is not null ? Compiled(goal, index, evaluator, compiled, context)
            : estimate > context.Left ? TooLong(index.Bits, estimate)
            : InBlocks(goal, index, evaluator, context);
    }

    private static NoAnswer TooLong(int bits, TimeSpan estimate) =>
        new($"all 2^{bits} inputs would take about {estimate.TotalSeconds:0.#} s, more than the budget leaves");

    private static None All(int bits) => new($"all 2^{bits} inputs were tried");

    private static Decision Compiled(Goal goal, InputIndex index, BlockEvaluator evaluator, CompiledSearch compiled, DecisionContext context)
    {
        var order = ChunkOrder.Of(goal, index.Bits, ChunkBits);
        var watch = Stopwatch.StartNew();
        var first = order.Count;
        long next = -1, done = 0;
        var tooLong = TimeSpan.Zero;
        void Work()
        {
            while (Interlocked.Increment(ref next) is var position && position < Volatile.Read(ref first))
            {
                context.Cancellation.ThrowIfCancellationRequested();
                if (compiled.Search(order.Start(position)).Reached)
                {
                    InterlockedMin(ref first, position);
                    return;
                }

                var finished = Interlocked.Increment(ref done);
                if ((finished & 63) == 0)
                {
                    var left = watch.Elapsed * ((double)(order.Count - finished) / finished);
                    context.Report($"every one of 2^{index.Bits} inputs", (double)finished / order.Count);
                    if (context.IsOver || (watch.Elapsed.TotalMilliseconds > 300 && left > context.Left * 1.2))
                    {
                        tooLong = watch.Elapsed + left;
                        Volatile.Write(ref first, -1);
                        return;
                    }
                }
            }
        }

        RunOnAllCores(Work, context.Cancellation);
        return first < 0 ? TooLong(index.Bits, tooLong) : At(first, goal, index, evaluator, order);
    }

    private Decision Elsewhere(Goal goal, InputIndex index, BlockEvaluator evaluator, TimeSpan estimate, DecisionContext context)
    {
        var order = ChunkOrder.Of(goal, index.Bits, ChunkBits);
        var (first, trouble) = new SpreadSearch(elsewhere!).Run(goal, order, estimate, context);
        return first is { } position ? At(position, goal, index, evaluator, order) : trouble!;
    }

    private static Decision At(long first, Goal goal, InputIndex index, BlockEvaluator evaluator, ChunkOrder order)
    {
        if (first == order.Count)
        {
            return All(index.Bits);
        }

        var start = order.Start(first);
        return ScanChunk(goal.Target, index, evaluator, start, 1L << ChunkBits, order.IsSmallestFirst, order.IsDescending(first))
            ?? throw new InvalidOperationException($"The compiled search reports an input from {start} on that the evaluator does not see.");
    }

    private static Decision InBlocks(Goal goal, InputIndex index, BlockEvaluator evaluator, DecisionContext context)
    {
        var order = ChunkOrder.Of(goal, index.Bits, Math.Min(index.Bits, 12));
        for (var position = 0L; position < order.Count; position++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            if (context.IsOver)
            {
                return new NoAnswer($"the budget ended after {position << order.ChunkBits:N0} of 2^{index.Bits} inputs");
            }

            if (ScanChunk(goal.Target, index, evaluator, order.Start(position), 1L << order.ChunkBits, order.IsSmallestFirst, order.IsDescending(position)) is { } found)
            {
                return found;
            }
        }

        return All(index.Bits);
    }

    // Terms wider than 64 bits: one input after the other.
    private static Decision Slowly(Goal goal, InputIndex index, DecisionContext context)
    {
        if (index.Bits > 24)
        {
            return new NoAnswer("terms of more than 64 bits are evaluated one input at a time, too slow for that many");
        }

        var evaluator = new TermEvaluator(goal.Target);
        for (var i = 0UL; i < 1UL << index.Bits; i++)
        {
            if ((i & 1023) == 0)
            {
                context.Cancellation.ThrowIfCancellationRequested();
                if (context.IsOver)
                {
                    return new NoAnswer($"the budget ended after {i:N0} of 2^{index.Bits} inputs");
                }
            }

            var input = index.Input(i);
            evaluator.Run(term => input[term]);
            if (evaluator[goal.Target].IsTrue)
            {
                return new Found(input, IsSmallest: false);
            }
        }

        return All(index.Bits);
    }

    /// <summary>Looks for an input in a chunk, on the block evaluator.</summary>
    internal static Found? ScanChunk(Term target, InputIndex index, BlockEvaluator evaluator, ulong start, long count, bool isSmallestFirst, bool descending)
    {
        Found? found = null;
        for (var at = 0L; at < count; at += evaluator.Lanes)
        {
            var lanes = (int)Math.Min(evaluator.Lanes, count - at);
            foreach (var (input, offset) in index.Fields)
            {
                var to = evaluator[input];
                for (var lane = 0; lane < lanes; lane++)
                {
                    to[lane] = index.Field(start + (ulong)at + (ulong)lane, input, offset);
                }
            }

            evaluator.Run();
            var results = evaluator[target][..lanes];
            var hit = descending ? results.LastIndexOf(1UL) : results.IndexOf(1UL);
            if (hit >= 0)
            {
                found = new Found(index.Input(start + (ulong)at + (ulong)hit), isSmallestFirst);
                if (!descending)
                {
                    return found;
                }
            }
        }

        return found;
    }

    private static void RunOnAllCores(Action work, CancellationToken cancellation)
    {
        var threads = Enumerable.Range(1, Environment.ProcessorCount - 1).Select(_ => Task.Factory.StartNew(
            work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)).ToArray();
        try
        {
            work();
        }
        finally
        {
            try
            {
                Task.WaitAll(threads, CancellationToken.None);
            }
            catch (AggregateException) when (cancellation.IsCancellationRequested)
            {
                // Each thread has seen the same cancellation.
            }
        }

        cancellation.ThrowIfCancellationRequested();
    }

    private static void InterlockedMin(ref long target, long value)
    {
        for (var seen = Volatile.Read(ref target); value < seen;)
        {
            var before = Interlocked.CompareExchange(ref target, value, seen);
            if (before == seen)
            {
                return;
            }

            seen = before;
        }
    }
}
