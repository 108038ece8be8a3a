namespace Assay.Training.Optimizers;

/// <summary>How a rate changes.</summary>
public enum ScheduleShape
{
    /// <summary>It stays.</summary>
    Constant,

    /// <summary>It falls at once after every so many steps.</summary>
    Steps,

    /// <summary>It falls along half a cosine.</summary>
    Cosine,

    /// <summary>It falls evenly.</summary>
    Linear,
}
