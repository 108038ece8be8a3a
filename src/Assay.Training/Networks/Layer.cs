using Assay.Training.Passes;

namespace Assay.Training.Networks;

/// <summary>One step of a network, as its author wrote it; sizes that follow from its input are not part of it.</summary>
public abstract record Layer
{
    /// <summary>What the layer makes of a sample of some shape.</summary>
    /// <param name="input">The shape that it is given.</param>
    /// <param name="parameters">Where it asks for its parameters.</param>
    /// <exception cref="NetworkException">The input does not fit.</exception>
    internal abstract Stage Build(Shape input, ParameterLayout parameters);

    /// <summary>How many entries it remembers of each sample on the way forward and back, beside what it makes.</summary>
    internal virtual long Remembered(Stage stage) => 0;

    /// <summary>What computes it.</summary>
    internal abstract Operation<T, S> Compile<T, S>(Stage stage, int blocks)
        where T : unmanaged, IReal<T, S>
        where S : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<S>;
}
