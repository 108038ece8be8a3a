using System.Numerics;

namespace Assay.Programs.Synthesis.Shortening.Expressions;

/// <summary>Inputs with the results that are wanted for them, laid out by value: one row for each leaf.</summary>
internal sealed class ExpressionTests
{
    private readonly ExpressionTask _task;

    /// <param name="task">What is sought.</param>
    /// <param name="cases">The inputs and the wanted result of each.</param>
    public ExpressionTests(ExpressionTask task, IReadOnlyList<(ulong[] Inputs, ulong Result)> cases)
    {
        _task = task;
        Cases = cases;

        // Whole vectors: the first case fills the last one up.
        Lanes = Math.Max(Vector<ulong>.Count, (cases.Count + Vector<ulong>.Count - 1) / Vector<ulong>.Count * Vector<ulong>.Count);
        var ordered = Ordered(cases, task.Width);
        Target = new ulong[Lanes];
        LeafRows = new ulong[task.Leaves * Lanes];
        for (var lane = 0; lane < Lanes; lane++)
        {
            var (inputs, result) = ordered[lane < ordered.Count ? lane : 0];
            Target[lane] = result & task.ResultMask;
            for (var leaf = 0; leaf < task.Leaves; leaf++)
            {
                LeafRows[(leaf * Lanes) + lane] = leaf < task.Inputs ? inputs[leaf] : task.Constants[leaf - task.Inputs];
            }
        }

        TargetIsBit = Target.All(value => value <= 1);
    }

    /// <summary>The inputs and results in the order in which they were given.</summary>
    public IReadOnlyList<(ulong[] Inputs, ulong Result)> Cases { get; }

    /// <summary>How many numbers a row has.</summary>
    public int Lanes { get; }

    /// <summary>The wanted results; only the bits that count.</summary>
    public ulong[] Target { get; }

    /// <summary>The rows of the leaves.</summary>
    public ulong[] LeafRows { get; }

    /// <summary>Whether every wanted result is 0 or 1, which comparisons give.</summary>
    public bool TargetIsBit { get; }

    /// <summary>Whether a program gives the wanted result for every case.</summary>
    public bool Accept(ExpressionProgram program) => Cases.All(one =>
        (program.Run([.. one.Inputs, .. _task.Constants], _task.Width) & _task.ResultMask) == (one.Result & _task.ResultMask));

    // The first case decides first: the fewer values have just these bits, the more it sorts out.
    private static List<(ulong[] Inputs, ulong Result)> Ordered(IReadOnlyList<(ulong[] Inputs, ulong Result)> cases, int width) =>
        [.. cases.OrderBy(one => Math.Abs((2 * BitOperations.PopCount(one.Result)) - width))];
}
