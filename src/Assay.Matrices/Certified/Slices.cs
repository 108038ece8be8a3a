using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Assay.Matrices.Kernels;

namespace Assay.Matrices.Certified;

/// <summary>
/// A matrix cut into slices of whole numbers of few bits, so that products of slices are exact in doubles: the sum over i of
/// slice i times 2^(exponent of the row - bits (i + 1)), and a rest.
/// </summary>
/// <param name="Parts">The slices, the leading one first; each entry is at most <see cref="Head"/> 2^bits in magnitude.</param>
/// <param name="Exponents">The exponent of each row, of which every entry is below 2^exponent.</param>
/// <param name="Head">How many times 2^bits an entry of a slice can be.</param>
internal sealed record Slices(IReadOnlyList<Dense> Parts, int[] Exponents, double Head)
{
    /// <summary>Cuts a sum of matrices, row by row.</summary>
    /// <param name="terms">The terms, each far smaller than the one before.</param>
    /// <param name="bits">The bits of a slice.</param>
    /// <param name="most">The most slices.</param>
    public static Slices Of(IReadOnlyList<Dense> terms, int bits, int most)
    {
        var (rows, columns) = (terms[0].Rows, terms[0].Columns);
        var exponents = ExponentsOf(terms);
        int[] scales = Array.ConvertAll(exponents, exponent => bits - exponent);
        Dense[] rest = [.. terms.Select(term => term.Scale(scales, null) is var scaled && ReferenceEquals(scaled, term) ? term with { Entries = [.. term.Entries] } : scaled)];
        List<Dense> parts = [];
        while (parts.Count < most && rest.Any(term => term.Entries.AsSpan().ContainsAnyExcept(0.0)))
        {
            var part = new Dense(rows, columns);
            foreach (var term in rest)
            {
                Cut(term.Entries, part.Entries, Math.ScaleB(1, bits));
            }

            parts.Add(part);
        }

        return new Slices(parts, exponents, (terms.Count / 2.0) + 1);
    }

    /// <summary>For each row an exponent of two beyond all entries.</summary>
    public static int[] ExponentsOf(IReadOnlyList<Dense> terms) => [.. Enumerable.Range(0, terms[0].Rows).Select(row => Exponent(terms, row))];

    // Moves the whole part of each entry into the slice, and enlarges what is left for the next.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Cut(Span<double> rest, Span<double> part, double factor)
    {
        var wholes = MemoryMarshal.Cast<double, Vector<double>>(part);
        var vectors = MemoryMarshal.Cast<double, Vector<double>>(rest);
        for (var i = 0; i < vectors.Length; i++)
        {
            var whole = Vector.Round(vectors[i]);
            wholes[i] += whole;
            vectors[i] = (vectors[i] - whole) * factor;
        }

        for (var i = vectors.Length * Vector<double>.Count; i < rest.Length; i++)
        {
            var whole = Math.Round(rest[i]);
            part[i] += whole;
            rest[i] = (rest[i] - whole) * factor;
        }
    }

    private static int Exponent(IReadOnlyList<Dense> terms, int row)
    {
        var most = terms.Max(term => DenseVector.Greatest(term.Row(row)));
        return most == 0 ? 0 : Math.ILogB(most) + 2;
    }
}
