using System.Diagnostics;
using System.Globalization;
using Assay.Programs.Deciders;

namespace Assay.Programs.Synthesis.Shortening.Expressions;

/// <summary>All programs of one length, on several threads; the answer does not depend on how many.</summary>
/// <param name="task">What is sought.</param>
/// <param name="tests">What tells programs apart.</param>
/// <param name="length">How many steps programs have.</param>
/// <param name="judge">Decides about a program that passes the tests; asked by one thread at a time.</param>
/// <param name="context">What may be used.</param>
internal sealed class ExpressionLevel(
    ExpressionTask task, ExpressionTests tests, int length, Func<ExpressionProgram, Judgement> judge, DecisionContext context)
{
    // Behind so many differences in one branch it pays to start again with more tests.
    private const int MostDifferences = 8;
    private const int ShortestOnThreads = 4;

    private readonly Lock _lock = new();
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly SortedDictionary<int, List<Different>> _differences = [];
    private readonly List<(ExpressionProgram Program, string Reason)> _open = [];
    private int _next = -1;
    private long _programs;
    private volatile int _best = int.MaxValue;
    private volatile bool _isOver;
    private (ExpressionProgram Program, Same Proof)? _found;

    /// <summary>Goes through them.</summary>
    public LevelResult Run()
    {
        if (length < 2)
        {
            var walker = Walker();
            walker.WalkShortest();
            _programs = walker.Programs;
        }
        else if (length < ShortestOnThreads)
        {
            Work();
        }
        else
        {
            var threads = Enumerable.Range(0, Math.Min(Environment.ProcessorCount, 16)).Select(_ => Task.Factory.StartNew(Work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)).ToArray();
            Task.WhenAll(threads).GetAwaiter().GetResult();
        }

        context.Cancellation.ThrowIfCancellationRequested();
        return new LevelResult(
            !_isOver, _found, [.. _differences.Values.SelectMany(branch => branch).Select(different => different.Case)], _open, _programs);
    }

    private ExpressionWalker Walker() => new(task, tests, length, Matched, Stops);

    private void Work()
    {
        var walker = Walker();
        while (Interlocked.Increment(ref _next) is var branch && branch < walker.Branches && branch < _best && !_isOver)
        {
            var before = walker.Programs;
            walker.Walk(branch);
            walker.Restart();
            var programs = Interlocked.Add(ref _programs, walker.Programs - before);
            context.Report(Activity(programs), (double)(branch + 1) / walker.Branches);
        }
    }

    private string Activity(long programs) => string.Create(
        CultureInfo.InvariantCulture, $"{length} operations, {tests.Cases.Count} inputs, {programs / Math.Max(0.001, _clock.Elapsed.TotalSeconds):N0} programs/s");

    private bool Stops(ExpressionWalker walker)
    {
        _isOver = _isOver || context.IsOver || context.Cancellation.IsCancellationRequested;
        return _isOver || walker.Branch > _best;
    }

    private bool Matched(ExpressionWalker walker, ExpressionProgram program)
    {
        lock (_lock)
        {
            if (_isOver || walker.Branch > _best)
            {
                return true;
            }

            if (!tests.Accept(program))
            {
                throw new InvalidOperationException("The fast search and the reference meaning of operations disagree.");
            }

            switch (judge(program))
            {
                case Same proof:
                    (_found, _best) = ((program, proof), walker.Branch);
                    return true;
                case Different different:
                    if (!_differences.TryGetValue(walker.Branch, out var known))
                    {
                        _differences[walker.Branch] = known = [];
                    }

                    known.Add(different);
                    return known.Count >= MostDifferences;
                case Open open:
                    _open.Add((program, open.Reason));
                    return false;
                default:
                    throw new InvalidOperationException("Unknown judgement.");
            }
        }
    }
}
