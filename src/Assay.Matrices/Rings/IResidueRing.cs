using System.Numerics;

namespace Assay.Matrices.Rings;

/// <summary>
/// The whole numbers modulo some m from 2 on, of which no factor has to be known. Every ideal has one generator that divides m, or
/// is zero.
/// </summary>
/// <typeparam name="T">Residues, between 0 and m - 1.</typeparam>
internal interface IResidueRing<T>
{
    /// <summary>The modulus.</summary>
    BigInteger Modulus { get; }

    /// <summary>The residue of a whole number.</summary>
    T Of(BigInteger number);

    /// <summary>The residue as a whole number.</summary>
    BigInteger Value(T residue);

    /// <summary>The common divisor with the modulus, which generates the same ideal; zero of zero.</summary>
    T Generator(T residue);

    /// <summary>Whether a residue is in the ideal of a generator.</summary>
    bool Divides(T generator, T residue);

    /// <summary>The quotient of a residue and a generator that divides it and is not zero.</summary>
    T Divide(T residue, T generator);

    /// <summary>A residue whose product with this one is its generator, which is not zero.</summary>
    T Cofactor(T residue, T generator);

    /// <summary>a + factor * b.</summary>
    T Add(T a, T factor, T b);

    /// <summary>row + factor * other, entry by entry.</summary>
    void Add(Span<T> row, T factor, ReadOnlySpan<T> other);
}
