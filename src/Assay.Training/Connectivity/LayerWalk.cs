using System.Numerics;
using Assay.Training.Networks;
using Assay.Training.Passes;

namespace Assay.Training.Connectivity;

/// <summary>Runs a network forward, layer by layer, and shows what each of them makes of all samples at once.</summary>
internal sealed class LayerWalk<T, S>
    where T : unmanaged, IReal<T, S>
    where S : unmanaged, IBinaryFloatingPointIeee754<S>
{
    private readonly (Stage Stage, Operation<T, S>? Operation, LayerWalk<T, S>? Body)[] _steps;

    /// <param name="stages">The layers.</param>
    /// <param name="blocks">The most blocks of samples.</param>
    public LayerWalk(IReadOnlyList<Stage> stages, int blocks) =>
        _steps = [.. stages.Select(stage => stage.Layer is Residual ? (stage, (Operation<T, S>?)null, new LayerWalk<T, S>(stage.Inner, blocks)) : (stage, stage.Layer.Compile<T, S>(stage, blocks), (LayerWalk<T, S>?)null))];

    /// <summary>Sees what a layer made; it may change that, and the parameters.</summary>
    /// <param name="stage">The layer.</param>
    /// <param name="next">The layer behind it among those around it, or null.</param>
    /// <param name="output">What it made, block after block.</param>
    public delegate void Visit(Stage stage, Stage? next, Span<T> output);

    /// <summary>Sees what a layer is given, before it is run; it may change the parameters.</summary>
    /// <param name="stage">The layer.</param>
    /// <param name="input">What it is given, block after block.</param>
    public delegate void Arrive(Stage stage, ReadOnlySpan<T> input);

    /// <summary>Runs forward.</summary>
    /// <param name="parameters">All parameters.</param>
    /// <param name="batch">The samples, at most as many as there is room for.</param>
    /// <param name="visit">Sees what each layer makes.</param>
    /// <param name="arrive">Sees what each layer is given.</param>
    public void Run(S[] parameters, Batch<T, S> batch, Visit visit, Arrive? arrive = null) => Run(parameters, batch, batch.Inputs.AsSpan(0, batch.Inputs.Length), visit, arrive);

    private Span<T> Run(S[] parameters, Batch<T, S> batch, Span<T> input, Visit visit, Arrive? arrive)
    {
        for (var i = 0; i < _steps.Length; i++)
        {
            var (stage, operation, body) = _steps[i];
            input = input[..(batch.Blocks * stage.Input.Count)];
            arrive?.Invoke(stage, input);
            Span<T> output;
            if (operation is not null)
            {
                operation.Forward(new Pass<T, S>(parameters, default, batch.Weights.AsSpan(0, batch.Blocks), isTraining: false), input);
                output = operation.Output.AsSpan(0, batch.Blocks * stage.Output.Count);
            }
            else
            {
                // The input may be what an operation of this walk holds, and stays as it is.
                output = body!.Run(parameters, batch, input, visit, arrive).ToArray();
                for (var entry = 0; entry < output.Length; entry++)
                {
                    output[entry] += input[entry];
                }
            }

            visit(stage, i + 1 < _steps.Length ? _steps[i + 1].Stage : null, output);
            input = output;
        }

        return input;
    }
}
