using Assay.Training.Questions;

namespace Assay.Training.Experiments;

/// <summary>Something that arms can be tried on.</summary>
internal interface IExperiment
{
    /// <summary>What is measured of each run.</summary>
    IReadOnlyList<Quantity> Quantities { get; }

    /// <summary>What can be measured of each run, and is only where <see cref="RunOptions.Wanted"/> names it.</summary>
    IReadOnlyList<Quantity> DearQuantities => [];

    /// <summary>How dear quantities are measured, in words: what is kept of runs depends on it.</summary>
    string Manner => "";

    /// <summary>Why a dear quantity cannot be measured of an arm, or null.</summary>
    /// <exception cref="TrainingException">The claim says something of it that cannot be.</exception>
    string? WhyNot(Arm arm, IReadOnlyList<string> wanted) => null;

    /// <summary>The name of the quantity that tells how runs stand.</summary>
    string Shown { get; }

    /// <summary>About how many bytes one run takes at a time.</summary>
    /// <param name="arm">The arm.</param>
    /// <param name="wanted">The dear quantities that are wanted of it.</param>
    long MemoryOf(Arm arm, IReadOnlyList<string> wanted);

    /// <summary>Trains one member of one arm; may be called on several threads at once.</summary>
    /// <param name="arm">The arm.</param>
    /// <param name="seed">The seed: of the start, the split, the order of samples.</param>
    /// <param name="axis">How long.</param>
    /// <param name="options">What else is wanted.</param>
    /// <param name="cancellation">Ends it.</param>
    Run Train(Arm arm, ulong seed, Axis axis, RunOptions options, CancellationToken cancellation);
}
