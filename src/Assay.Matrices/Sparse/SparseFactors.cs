using Assay.Matrices.Exact;

namespace Assay.Matrices.Sparse;

/// <summary>A step of an elimination.</summary>
/// <param name="Row">The row of the pivot.</param>
/// <param name="Column">Its column.</param>
/// <param name="Inverse">The inverse of the pivot.</param>
/// <param name="Others">The other entries of its row.</param>
/// <param name="Factors">Which rows lost what multiple of it.</param>
internal sealed record EliminationStep(int Row, int Column, double Inverse, SparseLine Others, SparseLine Factors);

/// <summary>Solves systems modulo a prime by the steps of an elimination, and the inverse of what was left dense.</summary>
/// <param name="field">The field.</param>
/// <param name="steps">The steps.</param>
/// <param name="rows">The rows of the dense part.</param>
/// <param name="columns">Its columns.</param>
/// <param name="inverse">Its inverse, row after row.</param>
internal sealed class SparseFactors(PrimeField field, IReadOnlyList<EliminationStep> steps, int[] rows, int[] columns, float[] inverse)
{
    private readonly double[] _right = new double[rows.Length];
    private readonly double[] _left = new double[rows.Length];

    /// <summary>The solution: residues in the columns of the minor, zeros in the others.</summary>
    /// <param name="right">The right side for all rows of the matrix; overwritten.</param>
    /// <param name="solution">Receives the solution, for all columns of the matrix.</param>
    public void Solve(double[] right, double[] solution)
    {
        foreach (var step in steps)
        {
            var entry = right[step.Row];
            for (var i = 0; i < step.Factors.Count && entry != 0; i++)
            {
                ref var other = ref right[step.Factors.Places[i]];
                other = field.Reduce(other - (step.Factors.Values[i] * entry));
            }
        }

        for (var i = 0; i < rows.Length; i++)
        {
            _right[i] = right[rows[i]];
        }

        ModularVector.Multiply(field, inverse, _right, _left);
        for (var i = 0; i < columns.Length; i++)
        {
            solution[columns[i]] = _left[i];
        }

        for (var k = steps.Count - 1; k >= 0; k--)
        {
            var (sum, others) = (right[steps[k].Row], steps[k].Others);
            for (var i = 0; i < others.Count; i++)
            {
                sum = field.Reduce(sum - (others.Values[i] * solution[others.Places[i]]));
            }

            solution[steps[k].Column] = field.Reduce(sum * steps[k].Inverse);
        }
    }
}
