namespace Assay.Training.Networks;

/// <summary>What is trained.</summary>
public enum LossKind
{
    /// <summary>The mean over samples of minus the natural logarithm of the softmax at the label.</summary>
    CrossEntropy,

    /// <summary>The mean over samples and outputs of the squared difference from the target.</summary>
    Squared,
}
