namespace Assay.Training.Questions;

/// <summary>What is said of an expression over all seeds.</summary>
internal enum Aggregate
{
    /// <summary>Its mean.</summary>
    Mean,

    /// <summary>The share of seeds where it is true.</summary>
    Share,

    /// <summary>Its median.</summary>
    Median,
}
