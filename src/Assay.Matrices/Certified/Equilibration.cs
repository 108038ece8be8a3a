using Assay.Matrices.Kernels;

namespace Assay.Matrices.Certified;

/// <summary>Powers of two that bring the greatest entry of every row and every column near 1, so that scaling is exact.</summary>
/// <param name="Rows">The exponent that each row is multiplied by.</param>
/// <param name="Columns">The exponent that each column is multiplied by.</param>
internal sealed record Equilibration(int[] Rows, int[] Columns)
{
    private const int Rounds = 12;
    private const int LeastExponent = -1000;

    /// <summary>Rows and columns in turn, each halfway (Ruiz, A Scaling Algorithm to Equilibrate Both Rows and Columns Norms in Matrices, 2001).</summary>
    /// <returns>No scaling where it would take some entry out of the range of doubles.</returns>
    public static Equilibration Of(Dense matrix)
    {
        var (rows, columns) = (new int[matrix.Rows], new int[matrix.Columns]);
        for (var round = 0; round <= Rounds; round++)
        {
            var (ofRows, ofColumns) = (Filled(rows.Length), Filled(columns.Length));
            for (var row = 0; row < rows.Length; row++)
            {
                var entries = matrix.Row(row);
                for (var column = 0; column < columns.Length; column++)
                {
                    if (entries[column] != 0)
                    {
                        var exponent = Math.ILogB(entries[column]) + 1 + rows[row] + columns[column];
                        ofRows[row] = Math.Max(ofRows[row], exponent);
                        ofColumns[column] = Math.Max(ofColumns[column], exponent);
                    }
                }
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

        return new Equilibration(rows, columns) is var scaling && scaling.IsExact(matrix) ? scaling : new Equilibration(new int[rows.Length], new int[columns.Length]);
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

    private bool IsExact(Dense matrix)
    {
        for (var row = 0; row < Rows.Length; row++)
        {
            var entries = matrix.Row(row);
            for (var column = 0; column < Columns.Length; column++)
            {
                if (entries[column] != 0 && Math.ILogB(entries[column]) + Rows[row] + Columns[column] < LeastExponent)
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static int[] Filled(int count) => [.. Enumerable.Repeat(int.MinValue, count)];

    // Towards zero, so that one power of two is left as it is; whether something changed.
    private static bool Subtract(int[] exponents, int[] most, int part)
    {
        var hasChanged = false;
        for (var i = 0; i < exponents.Length; i++)
        {
            var change = most[i] == int.MinValue ? 0 : most[i] / part;
            exponents[i] -= change;
            hasChanged |= change != 0;
        }

        return hasChanged;
    }
}
