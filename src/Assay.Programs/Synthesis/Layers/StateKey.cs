namespace Assay.Programs.Synthesis.Layers;

/// <summary>128 bits that stand for a state up to symmetry: two sums of random words, one for each member.</summary>
internal readonly record struct StateKey(ulong Low, ulong High);
