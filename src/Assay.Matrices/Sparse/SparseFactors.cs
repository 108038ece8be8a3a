using Assay.Matrices.Exact;

namespace Assay.Matrices.Sparse;

/// <summary>A step of an elimination.</summary>
/// <param name="Row">The row of the pivot.</param>
/// <param name="Column">Its column.</param>
/// <param name="Inverse">The inverse of the pivot.</param>
/// <param name="Others">The other entries of its row.</param>
/// <param name="Factors">Which rows lost what multiple of it.</param>
internal sealed record EliminationStep(int Row, int Column, double Inverse, SparseLine Others, SparseLine Factors);

/// <summary>Solves systems modulo a prime by the steps of an elimination, and the factors of what was left dense.</summary>
/// <param name="field">The field.</param>
/// <param name="steps">The steps.</param>
/// <param name="rows">The rows of the dense part.</param>
/// <param name="columns">Its columns.</param>
/// <param name="dense">Its factors; null where nothing was left.</param>
internal sealed class SparseFactors(PrimeField field, IReadOnlyList<EliminationStep> steps, int[] rows, int[] columns, DenseFactors? dense)
{
    private readonly double[] _vector = new double[rows.Length];

    /// <summary>The solution: residues in the columns of the minor, zeros in the others.</summary>
    /// <param name="right">The right side for all rows of the matrix; overwritten.</param>
    /// <param name="solution">Receives the solution, for all columns of the matrix.</param>
    public void Solve(double[] right, double[] solution)
    {
        foreach (var step in steps)
        {
            var entry = right[step.Row];
            var places = step.Factors.Places;
            var values = step.Factors.Values;
            for (var i = 0; i < places.Length && entry != 0; i++)
            {
                ref var other = ref right[places[i]];
                other = field.Reduce(other - (values[i] * entry));
            }
        }

        for (var i = 0; i < rows.Length; i++)
        {
            _vector[i] = right[rows[i]];
        }

        dense?.Solve(_vector);
        for (var i = 0; i < columns.Length; i++)
        {
            solution[columns[i]] = _vector[i];
        }

        for (var k = steps.Count - 1; k >= 0; k--)
        {
            var rest = field.Reduce(right[steps[k].Row] - Product(steps[k].Others, solution));
            solution[steps[k].Column] = field.Reduce(rest * steps[k].Inverse);
        }
    }

    // So many products stay below 2^53 before they are reduced.
    private double Product(SparseLine line, double[] vector)
    {
        var places = line.Places;
        var values = line.Values;
        var sum = 0.0;
        for (var from = 0; from < places.Length; from += field.MostProducts - 1)
        {
            var to = Math.Min(places.Length, from + field.MostProducts - 1);
            for (var i = from; i < to; i++)
            {
                sum += values[i] * vector[places[i]];
            }

            sum = field.Reduce(sum);
        }

        return sum;
    }
}
