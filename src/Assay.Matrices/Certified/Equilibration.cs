using System.Numerics;
using Assay.Matrices.Kernels;

namespace Assay.Matrices.Certified;

/// <summary>Powers of two that bring the greatest entry of every row and every column near 1, so that scaling is exact.</summary>
/// <param name="Rows">The exponent that each row is multiplied by.</param>
/// <param name="Columns">The exponent that each column is multiplied by.</param>
internal sealed record Equilibration(int[] Rows, int[] Columns)
{
    private const int Rounds = 12;
    private const int LeastExponent = -1000;

    // Where an entry would have its exponent: far below all others, whatever is added to it.
    private const int Zero = int.MinValue / 2;
    private const int Nothing = Zero / 2;

    /// <summary>Rows and columns in turn, each halfway (Ruiz, A Scaling Algorithm to Equilibrate Both Rows and Columns Norms in Matrices, 2001).</summary>
    /// <returns>No scaling where it would take some entry out of the range of doubles.</returns>
    public static Equilibration Of(Dense matrix)
    {
        var (rows, columns) = (new int[matrix.Rows], new int[matrix.Columns]);
        int[] exponents = Array.ConvertAll(matrix.Entries, Exponent);
        for (var round = 0; round <= Rounds; round++)
        {
            var (ofRows, ofColumns) = (Filled(rows.Length), Filled(columns.Length));
            for (var row = 0; row < rows.Length; row++)
            {
                ofRows[row] = Most(exponents.AsSpan(row * columns.Length, columns.Length), rows[row], columns, ofColumns);
            }

            // The last round makes every row as large as it may be.
            if (round == Rounds)
            {
                Subtract(rows, ofRows, 1);
            }
            else if (!(Subtract(rows, ofRows, 2) | Subtract(columns, ofColumns, 2)))
            {
                break;
            }
        }

        return new Equilibration(rows, columns) is var scaling && scaling.IsExact(exponents) ? scaling : new Equilibration(new int[rows.Length], new int[columns.Length]);
    }

    /// <summary>The matrix with its rows and columns multiplied.</summary>
    public Dense Apply(Dense matrix) => matrix.Scale(Rows, Columns);

    /// <summary>What is the inverse of the matrix, from that of the scaled one.</summary>
    public Dense ApplyToInverse(Dense inverse) => inverse.Scale(Columns, Rows);

    /// <summary>What is the inverse of the scaled matrix, from that of the matrix.</summary>
    public Dense Undo(Dense inverse) => Inverse().ApplyToInverse(inverse);

    /// <summary>The scaling that takes this one back.</summary>
    public Equilibration Inverse() => new(Array.ConvertAll(Rows, exponent => -exponent), Array.ConvertAll(Columns, exponent => -exponent));

    /// <summary>Whether nothing is multiplied.</summary>
    public bool IsNone => Array.TrueForAll(Rows, exponent => exponent == 0) && Array.TrueForAll(Columns, exponent => exponent == 0);

    /// <summary>The greatest difference between exponents of columns.</summary>
    public int Spread => Columns.Max() - Columns.Min();

    private bool IsExact(int[] exponents)
    {
        for (var row = 0; row < Rows.Length; row++)
        {
            var entries = exponents.AsSpan(row * Columns.Length, Columns.Length);
            for (var column = 0; column < entries.Length; column++)
            {
                if (entries[column] > Zero && entries[column] + Rows[row] + Columns[column] <= LeastExponent)
                {
                    return false;
                }
            }
        }

        return true;
    }

    // The greatest exponent of a row, which also goes into those of the columns.
    private static int Most(ReadOnlySpan<int> entries, int own, ReadOnlySpan<int> columns, Span<int> ofColumns)
    {
        var (lanes, column) = (new Vector<int>(Zero), 0);
        for (; column <= entries.Length - Vector<int>.Count; column += Vector<int>.Count)
        {
            var next = new Vector<int>(entries[column..]) + new Vector<int>(own) + new Vector<int>(columns[column..]);
            lanes = Vector.Max(lanes, next);
            Vector.Max(new Vector<int>(ofColumns[column..]), next).CopyTo(ofColumns[column..]);
        }

        var most = Zero;
        for (var lane = 0; lane < Vector<int>.Count; lane++)
        {
            most = Math.Max(most, lanes[lane]);
        }

        for (; column < entries.Length; column++)
        {
            var next = entries[column] + own + columns[column];
            most = Math.Max(most, next);
            ofColumns[column] = Math.Max(ofColumns[column], next);
        }

        return most;
    }

    // That of the least power of two beyond an entry.
    private static int Exponent(double entry)
    {
        const int Subnormal = 0;
        var biased = (int)(BitConverter.DoubleToInt64Bits(entry) >> 52) & 0x7FF;
        return biased != Subnormal ? biased - 1022 : entry == 0 ? Zero : Math.ILogB(entry) + 1;
    }

    private static int[] Filled(int count) => [.. Enumerable.Repeat(Zero, count)];

    // Towards zero, so that one power of two is left as it is; whether something changed.
    private static bool Subtract(int[] exponents, int[] most, int part)
    {
        var hasChanged = false;
        for (var i = 0; i < exponents.Length; i++)
        {
            var change = most[i] < Nothing ? 0 : most[i] / part;
            exponents[i] -= change;
            hasChanged |= change != 0;
        }

        return hasChanged;
    }
}
