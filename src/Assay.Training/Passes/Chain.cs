using System.Numerics;
using Assay.Training.Networks;

namespace Assay.Training.Passes;

/// <summary>Operations, each on what the one before it made.</summary>
internal sealed class Chain<T, S>
    where T : unmanaged, IReal<T, S>
    where S : unmanaged, IBinaryFloatingPointIeee754<S>
{
    private readonly Operation<T, S>[] _operations;
    private readonly int[] _inputs;
    private readonly T[] _left;
    private readonly T[] _right;

    public Chain(IReadOnlyList<Stage> stages, int blocks)
    {
        _operations = [.. stages.Select(stage => stage.Layer.Compile<T, S>(stage, blocks))];
        _inputs = [.. stages.Select(stage => stage.Input.Count)];
        var most = stages.Max(stage => Math.Max(stage.Input.Count, stage.Output.Count));
        (_left, _right) = (new T[checked(blocks * most)], new T[blocks * most]);
        Outputs = stages[^1].Output.Count;
    }

    /// <summary>Entries of a sample that goes out.</summary>
    public int Outputs { get; }

    /// <summary>Runs forward; gives what the last operation made.</summary>
    public ReadOnlySpan<T> Forward(Pass<T, S> pass, ReadOnlySpan<T> input)
    {
        foreach (var operation in _operations)
        {
            operation.Forward(pass, input);
            input = operation.Output;
        }

        return input[..(pass.Blocks * Outputs)];
    }

    /// <summary>Runs backward after <see cref="Forward"/> on the same input.</summary>
    public void Backward(Pass<T, S> pass, ReadOnlySpan<T> input, ReadOnlySpan<T> outputGradient, Span<T> inputGradient)
    {
        for (var i = _operations.Length - 1; i >= 0; i--)
        {
            var count = pass.Blocks * _inputs[i];
            var came = i == 0 ? input[..count] : _operations[i - 1].Output.AsSpan(0, count);
            var goes = i == 0 ? inputGradient : (i % 2 == 0 ? _left : _right).AsSpan(0, count);
            _operations[i].Backward(pass, came, outputGradient, goes);
            outputGradient = goes;
        }
    }
}
