using System.Numerics;

namespace Assay.Matrices.Exact;

/// <summary>A vector of whole numbers times one power of two: what a sum of vectors of doubles is.</summary>
/// <param name="Entries">The whole numbers.</param>
/// <param name="Exponent">The exponent of the power of two.</param>
internal sealed record DyadicVector(BigInteger[] Entries, int Exponent)
{
    /// <summary>The exact sum of vectors of doubles.</summary>
    public static DyadicVector Of(params IReadOnlyList<double[]> terms)
    {
        var least = int.MaxValue;
        foreach (var entry in terms.SelectMany(term => term))
        {
            if (entry != 0)
            {
                least = Math.Min(least, Dyadic.Split(entry).Exponent);
            }
        }

        var entries = new BigInteger[terms[0].Length];
        foreach (var term in terms)
        {
            for (var i = 0; i < entries.Length; i++)
            {
                if (term[i] != 0)
                {
                    var (significand, exponent) = Dyadic.Split(term[i]);
                    entries[i] += (BigInteger)significand << (exponent - least);
                }
            }
        }

        return new DyadicVector(entries, least == int.MaxValue ? 0 : least);
    }

    /// <summary>An entry as a fraction.</summary>
    public Rational this[int i] => Exponent >= 0 ? Rational.Of(Entries[i] << Exponent) : new Rational(Entries[i], BigInteger.One << -Exponent);
}
