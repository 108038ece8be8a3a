namespace Assay.Matrices;

/// <summary>A power of a prime.</summary>
/// <param name="Prime">The prime.</param>
/// <param name="Exponent">The exponent, at least 1.</param>
public sealed record PrimePower(int Prime, int Exponent);
