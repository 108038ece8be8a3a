using System.Diagnostics;
using Assay.Trials;

namespace Assay.Programs.Deciders.Exhaustion;

/// <summary>Tries the inputs of a goal as trials that an executor runs, each of which takes a few seconds.</summary>
/// <param name="executor">Runs them.</param>
internal sealed class SpreadSearch(ITrialExecutor executor)
{
    // Long against the way to a worker and back, short against the time that is lost when a worker is.
    private static readonly TimeSpan TrialTime = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestTime = TimeSpan.FromDays(1);

    // Workers may still be starting, and others may join.
    private static readonly TimeSpan WorthJudging = TimeSpan.FromSeconds(4);
    private const double Hopeless = 2;
    private const long MostTrials = 50_000;

    // Each range is sent with the whole goal, and its result brings it back.
    private const int MostGoalBytes = 200 << 10;
    private const long MostBytes = 1L << 30;

    /// <summary>Whether a goal is small enough to be sent with each range; a larger one is tried where it is.</summary>
    public static bool Takes(Goal goal) => GoalBytes.Write(goal).Length <= MostGoalBytes;

    /// <summary>Looks for the first chunk in which an input reaches the target.</summary>
    /// <param name="goal">The goal.</param>
    /// <param name="order">The order of the chunks.</param>
    /// <param name="estimate">About how long one core would take for all.</param>
    /// <param name="context">What may be used.</param>
    /// <returns>The position of the first; the number of chunks when there is none; null when it did not come to its end, with what happened.</returns>
    public (long? First, NoAnswer? Trouble) Run(Goal goal, ChunkOrder order, TimeSpan estimate, DecisionContext context)
    {
        var bytes = GoalBytes.Write(goal);
        var trials = Math.Clamp((long)(estimate / TrialTime), 1, Math.Min(Math.Min(MostTrials, MostBytes / bytes.Length), order.Count));
        var size = (order.Count + trials - 1) / trials;
        List<Trial> ranges = [];
        for (var first = 0L; first < order.Count; first += size)
        {
            ranges.Add(new Trial(RangeTrials.KindName, new RangeInput(bytes, order.IsSigned, order.ChunkBits, first, Math.Min(size, order.Count - first)).Write()) { Time = LongestTime });
        }

        return RunAsync(ranges, order.Count, size, context).GetAwaiter().GetResult();
    }

    private async Task<(long? First, NoAnswer? Trouble)> RunAsync(List<Trial> ranges, long none, long size, DecisionContext context)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(context.Cancellation);
        var left = TimeSpan.FromMilliseconds(Math.Clamp(context.Left.TotalMilliseconds, 0, int.MaxValue));
        var (first, done, isDone, before) = (none, 0, new bool[ranges.Count], 0);
        var (clock, sinceFirst) = (Stopwatch.StartNew(), new Stopwatch());
        try
        {
            await foreach (var (index, outcome) in executor.RunAsync(ranges, limit.Token).ConfigureAwait(false))
            {
                // Waiting for workers that do other things takes nothing of the budget.
                if (done == 0)
                {
                    limit.CancelAfter(left);
                    sinceFirst.Start();
                }

                if (outcome is SetAside aside)
                {
                    return (null, new NoAnswer($"a range of inputs was not tried: {aside.Reason}"));
                }

                // An answer from beyond the range would count as none.
                var position = RangeTrials.ReadResult(ranges[index].Input.Span, ((Completed)outcome).Result.Span);
                if (position is { } found && (found < index * size || found >= Math.Min(none, (index + 1) * size)))
                {
                    throw new InvalidDataException(FormattableString.Invariant($"A worker was to try range {index} and found something in chunk {found}, which is not in it."));
                }

                first = Math.Min(first, position ?? none);
                isDone[index] = true;
                while (before < ranges.Count && isDone[before])
                {
                    before++;
                }

                context.Report($"{++done} of {ranges.Count} ranges of inputs", (double)done / ranges.Count);

                // Whatever comes after the first one found does not matter.
                if (before * size > first)
                {
                    break;
                }

                // Other deciders can use the time of what is hopeless.
                var all = sinceFirst.Elapsed * ((double)ranges.Count / Math.Max(1, done - 1));
                if (first == none && sinceFirst.Elapsed > WorthJudging && all > left * Hopeless)
                {
                    return (null, new TooManyInputs(FormattableString.Invariant($"all ranges of inputs would take the workers that are there about {all.TotalSeconds:N0} s, more than the budget leaves")));
                }
            }
        }
        catch (OperationCanceledException) when (!context.Cancellation.IsCancellationRequested)
        {
            return (null, new NoAnswer(FormattableString.Invariant($"the budget ended after {done} of {ranges.Count} ranges of inputs ({clock.Elapsed.TotalSeconds:0.#} s)")));
        }

        return (before == ranges.Count || before * size > first ? first : null, new NoAnswer("some ranges of inputs have no answer"));
    }
}
