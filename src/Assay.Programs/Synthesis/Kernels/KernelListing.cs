using Assay.Claims;

namespace Assay.Programs.Synthesis.Kernels;

/// <summary>A kernel as a file states it: the program, and what its registers are called.</summary>
/// <remarks>
/// A cell of memory is one more register here, and a load or a store a move. Registers are numbered with those that hold
/// values first, then the others in the order in which the text names them.
/// </remarks>
internal sealed record KernelListing
{
    /// <summary>The program, loads and stores included.</summary>
    public required Kernel Kernel { get; init; }

    /// <summary>What the text calls each register, such as <c>eax</c> or <c>[rdi + 4]</c>.</summary>
    public required IReadOnlyList<string> Names { get; init; }

    /// <summary>The number of instructions that are neither loads nor stores.</summary>
    public required int Length { get; init; }

    /// <summary>Where the results have to stand, the least first; empty when the text does not say.</summary>
    public required IReadOnlyList<int> Results { get; init; }

    /// <summary>The name in the signature, if there is one.</summary>
    public required string? Name { get; init; }

    /// <summary>The lines of the instructions as the text has them, to be translated.</summary>
    public required IReadOnlyList<KernelLine> Lines { get; init; }

    /// <summary>The register that memory is reached through, or null.</summary>
    public required string? Memory { get; init; }

    /// <summary>Whether the registers are those of published enumerations, r1 and s1, and not those of a processor.</summary>
    public required bool IsEnumerated { get; init; }

    /// <summary>Where the file starts.</summary>
    public required Place Start { get; init; }
}
