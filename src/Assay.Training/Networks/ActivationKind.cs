namespace Assay.Training.Networks;

/// <summary>Functions of one entry.</summary>
public enum ActivationKind
{
    /// <summary>The entry where it is positive, else 0; its derivative at 0 is taken to be 0.</summary>
    Relu,

    /// <summary>The hyperbolic tangent.</summary>
    Tanh,

    /// <summary>The entry times the normal distribution function at it (Hendrycks and Gimpel 2016).</summary>
    Gelu,
}
