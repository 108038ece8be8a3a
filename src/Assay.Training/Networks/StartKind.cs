namespace Assay.Training.Networks;

/// <summary>How weights are drawn.</summary>
public enum StartKind
{
    /// <summary>Weights and biases evenly within 1 / sqrt(fan-in): what PyTorch does by default (LeCun, Bottou, Orr and Müller 1998).</summary>
    Uniform,

    /// <summary>Weights normally with variance 2 / fan-in, biases 0 (He, Zhang, Ren and Sun 2015).</summary>
    He,

    /// <summary>Weights normally with variance 1 / fan-in, biases 0.</summary>
    LeCun,
}
