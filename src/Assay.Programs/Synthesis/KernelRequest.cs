namespace Assay.Programs.Synthesis;

/// <summary>Which sorting kernels are looked for.</summary>
/// <param name="Values">The number of values.</param>
public sealed record KernelRequest(int Values)
{
    /// <summary>The number of spare registers.</summary>
    public int Spares { get; init; } = 1;

    /// <summary>The name of the instruction set, one of <see cref="SortingKernels.InstructionSets"/>.</summary>
    public string Instructions { get; init; } = "cmov";

    /// <summary>Whether spare registers start with less than all values instead of undefined.</summary>
    public bool SparesStartLeast { get; init; }

    /// <summary>The one length that is asked about: is there a kernel of at most so many instructions. Null for the shortest.</summary>
    public int? Length { get; init; }

    /// <summary>Whether all shortest kernels are counted.</summary>
    public bool Counts { get; init; }

    /// <summary>How many of the counted kernels are given at most.</summary>
    public int Listed { get; init; }

    /// <summary>The language of the kernel's code, one of <see cref="SortingKernels.Languages"/>.</summary>
    public string Language { get; init; } = "text";

    /// <summary>The processor for which the best of the counted kernels is chosen, one of <see cref="SortingKernels.Processors"/>; null for none.</summary>
    public string? Processor { get; init; }

    /// <summary>
    /// Runs encoded kernels, each given by the bytes of a row of values and its machine code, and gives the nanoseconds that a row
    /// takes; null where the model alone chooses.
    /// </summary>
    public Func<IReadOnlyList<(int RowBytes, byte[] Code)>, IReadOnlyList<double>>? Measure { get; init; }

    /// <summary>Where layers and certificates are left, or null.</summary>
    public string? Folder { get; init; }

    /// <summary>Whether a search goes on from the layers that the folder has of it.</summary>
    public bool Resumes { get; init; }

    /// <summary>Bytes of managed memory that may be used.</summary>
    public long Memory { get; init; } = 8L << 30;
}
