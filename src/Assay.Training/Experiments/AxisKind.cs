namespace Assay.Training.Experiments;

/// <summary>What can be equal between arms.</summary>
public enum AxisKind
{
    /// <summary>Changes of the parameters.</summary>
    Steps,

    /// <summary>Passes over the training set.</summary>
    Epochs,

    /// <summary>Gradients of single samples (Agarwal and Bottou 2015); a product of a Hessian and a vector counts as two.</summary>
    Gradients,

    /// <summary>Time.</summary>
    Seconds,
}
