namespace Assay.Training.Networks;

/// <summary>What parameters do.</summary>
public enum ParameterRole
{
    /// <summary>They weigh inputs.</summary>
    Weight,

    /// <summary>They are added.</summary>
    Bias,

    /// <summary>They scale what was normalised.</summary>
    Scale,

    /// <summary>They stand for tokens or positions.</summary>
    Embedding,

    /// <summary>Means and variances that batch normalisation has seen; not trained.</summary>
    Statistic,
}
