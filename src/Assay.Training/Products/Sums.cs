namespace Assay.Training.Products;

/// <summary>
/// Sums of products, two vectors of them for each row: to the target of each row and vector is added, in order, each weight of the row, spread, times
/// the factor of the vector. Dense layers, convolutions and the gradients of weights are all of this kind.
/// </summary>
/// <remarks>Weights and factors are read in runs: within a run both go on by one step each; where a run starts, a table tells. All distances count floats.</remarks>
internal unsafe struct Sums
{
    /// <summary>Where the weights of each run start.</summary>
    public int* WeightRuns;

    /// <summary>Where the factors of each run start.</summary>
    public int* FactorRuns;

    /// <summary>How many runs.</summary>
    public int Runs;

    /// <summary>How many products each run has.</summary>
    public int Length;

    /// <summary>From one weight to the next.</summary>
    public nint WeightStep;

    /// <summary>From one factor to the next.</summary>
    public nint FactorStep;

    /// <summary>From the weights of one row to those of the next.</summary>
    public nint WeightRow;

    /// <summary>From the targets of one row to those of the next.</summary>
    public nint TargetRow;

    /// <summary>From a factor of the first vector to that of the second.</summary>
    public nint SecondFactor;

    /// <summary>From a target of the first vector to that of the second.</summary>
    public nint SecondTarget;

    /// <summary>How many pairs of vectors there are.</summary>
    public int Pairs;

    /// <summary>From the factors of one pair to those of the next.</summary>
    public nint PairFactor;

    /// <summary>From the targets of one pair to those of the next.</summary>
    public nint PairTarget;

    /// <summary>What the sums of the first row start from; null, until positions are known, where all start from their targets.</summary>
    public float* Starts;

    /// <summary>From the starts of one row to those of the next: 0 where all rows start from the same.</summary>
    public nint StartRow;

    /// <summary>From a start of the first vector to that of the second.</summary>
    public nint SecondStart;

    /// <summary>From the starts of one pair to those of the next.</summary>
    public nint PairStart;

    /// <summary>From a target to what its end depends on.</summary>
    public nint ToSign;
}
