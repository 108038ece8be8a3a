namespace Assay.Programs.Synthesis;

/// <summary>What is known about the shortest sorting kernels.</summary>
/// <param name="Covers">The instructions, registers and inputs that the answer covers.</param>
public sealed record KernelReport(string Covers)
{
    /// <summary>The shortest kernel found, one instruction a line; null when none was found.</summary>
    public IReadOnlyList<string>? Kernel { get; init; }

    /// <summary>The same kernel in the language that was asked for; null when none was found.</summary>
    public IReadOnlyList<string>? Code { get; init; }

    /// <summary>What the kernel was chosen from, and what it takes; null when none was chosen.</summary>
    public KernelChoice? Choice { get; init; }

    /// <summary>Whether that kernel sorts equal values too.</summary>
    public bool IsTieSafe { get; init; }

    /// <summary>
    /// Every kernel has more instructions than this: the greatest length that was excluded, with a proof that the independent
    /// checker accepted; -1 when nothing was.
    /// </summary>
    public int Excluded { get; init; } = -1;

    /// <summary>The number of instructions that the bounds alone demand.</summary>
    public int Bound { get; init; }

    /// <summary>The searches that were finished, by length.</summary>
    public IReadOnlyList<KernelLevel> Levels { get; init; } = [];

    /// <summary>The number of shortest kernels that sort into ascending order; null when they were not counted.</summary>
    public ulong? Count { get; init; }

    /// <summary>How many of those sort equal values too.</summary>
    public ulong? TieSafe { get; init; }

    /// <summary>As many of these kernels as were asked for, in the order of their instructions.</summary>
    public IReadOnlyList<ListedKernel> Kernels { get; init; } = [];

    /// <summary>Why the search ended early, as one sentence; nothing when it did not.</summary>
    public string Obstacle { get; init; } = string.Empty;

    /// <summary>Wall-clock time.</summary>
    public TimeSpan Cost { get; init; }

    /// <summary>Whether it is proved that no kernel is shorter than the one found.</summary>
    public bool IsShortest => Kernel is not null && Excluded == Kernel.Count - 1;
}

/// <summary>A search for kernels of one length.</summary>
/// <param name="Length">The length.</param>
/// <param name="Exists">Whether there is a kernel.</param>
/// <param name="Layers">The number of states in each layer.</param>
/// <param name="Cost">What the search took.</param>
/// <param name="Check">What the independent checker took where there is none; null where there is one.</param>
/// <param name="Certificate">The folder of the certificate, or null.</param>
public sealed record KernelLevel(int Length, bool Exists, IReadOnlyList<long> Layers, TimeSpan Cost, TimeSpan? Check, string? Certificate);

/// <summary>The choice of one kernel for a processor, by a model of it.</summary>
/// <param name="Processor">Its name.</param>
/// <param name="Compared">How many kernels were compared, all of which sort equal values too.</param>
/// <param name="IsComplete">Whether these are all such kernels of the length.</param>
/// <param name="Cycles">Cycles of one run of the chosen one.</param>
/// <param name="CriticalPath">Cycles of its longest chain of instructions that wait for each other.</param>
/// <param name="Throughput">Cycles for each of many independent runs.</param>
/// <param name="WorstCycles">Cycles of one run of the slowest that was compared.</param>
public sealed record KernelChoice(string Processor, long Compared, bool IsComplete, int Cycles, int CriticalPath, double Throughput, int WorstCycles)
{
    /// <summary>How many of the best by the model were run; 0 when nothing was measured.</summary>
    public int Measured { get; init; }

    /// <summary>Nanoseconds that the chosen one took for a row of values, the least of several samples.</summary>
    public double Nanoseconds { get; init; }

    /// <summary>Nanoseconds of the slowest that was run.</summary>
    public double WorstNanoseconds { get; init; }
}

/// <summary>One of many kernels.</summary>
/// <param name="Lines">Its instructions.</param>
/// <param name="IsTieSafe">Whether it sorts equal values too.</param>
public sealed record ListedKernel(IReadOnlyList<string> Lines, bool IsTieSafe);
