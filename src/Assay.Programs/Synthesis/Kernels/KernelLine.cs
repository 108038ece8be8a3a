using Assay.Claims;

namespace Assay.Programs.Synthesis.Kernels;

/// <summary>A word of a kernel's text.</summary>
/// <param name="Text">The word.</param>
/// <param name="Place">Where it starts.</param>
internal readonly record struct KernelWord(string Text, Place Place);

/// <summary>One instruction as the text has it.</summary>
/// <param name="Mnemonic">Its name.</param>
/// <param name="Operands">Its operands, the destination first.</param>
/// <param name="HasCommas">Whether commas stand between them.</param>
internal sealed record KernelLine(KernelWord Mnemonic, IReadOnlyList<KernelWord> Operands, bool HasCommas);
