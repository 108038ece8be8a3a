using Assay.Training.Passes;

namespace Assay.Training.Networks;

/// <summary>Weighted sums of all features, each with a bias; on a sequence, of each token's.</summary>
/// <param name="Outputs">How many.</param>
public sealed record Dense(int Outputs) : Layer
{
    /// <inheritdoc/>
    public override string ToString() => $"dense({Outputs})";

    internal override Stage Build(Shape input, ParameterLayout parameters)
    {
        var inputs = input.IsSequence ? input.Sizes[1] : input.Count;
        var weights = parameters.Add("weight", ParameterRole.Weight, inputs, Outputs, inputs);
        var biases = parameters.Add("bias", ParameterRole.Bias, inputs, Outputs);
        var output = input.IsSequence ? Shape.Sequence(input.Sizes[0], Outputs) : Shape.Features(Outputs);
        return new Stage(this, input, output) { Blocks = [weights, biases] };
    }

    internal override Operation<T, S> Compile<T, S>(Stage stage, int blocks) => new DenseOperation<T, S>(stage, blocks);
}
