namespace Assay.Matrices.Rings;

/// <summary>Residues that generate the ideal of two, by one addition.</summary>
internal static class Stabiliser
{
    /// <summary>The least factor for which a + factor * b generates the ideal of a and b, and its generator.</summary>
    /// <remarks>
    /// A prime of m forbids at most one residue of the factor, since a and b divided by their common divisor are not both divided by
    /// it. So there is one by the Chinese remainder theorem, and the least is found after few trials.
    /// </remarks>
    public static T Join<TRing, T>(TRing ring, T a, T b, out T factor)
        where TRing : struct, IResidueRing<T>
    {
        for (var trial = 0; ; trial++)
        {
            factor = ring.Of(trial);
            var generator = ring.Generator(ring.Add(a, factor, b));
            if (ring.Divides(generator, a) && ring.Divides(generator, b))
            {
                return generator;
            }
        }
    }
}
