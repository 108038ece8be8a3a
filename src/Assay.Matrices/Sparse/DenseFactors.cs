using Assay.Matrices.Exact;
using Assay.Matrices.Kernels;

namespace Assay.Matrices.Sparse;

/// <summary>The triangular factors of the minor of a dense elimination, packed in one square of floats, since reading them takes the time.</summary>
internal sealed class DenseFactors
{
    private readonly PrimeField _field;
    private readonly int _size;
    private readonly float[] _packed;
    private readonly double[] _inverses;

    /// <param name="field">The field.</param>
    /// <param name="elimination">The elimination.</param>
    public DenseFactors(PrimeField field, Elimination<PrimeField> elimination)
    {
        (_field, _size) = (field, elimination.Rank);
        (_packed, _inverses) = (new float[_size * _size], new double[_size]);
        for (var row = 0; row < _size; row++)
        {
            for (var k = 0; k < _size; k++)
            {
                _packed[(row * _size) + k] = (float)elimination.Row(row)[elimination.Pivots[k]];
            }

            _inverses[row] = field.Invert(elimination.Pivot(row));
        }
    }

    /// <summary>Solves a system: of its right side in the order of the elimination's rows it makes the solution in the order of the pivots.</summary>
    public void Solve(Span<double> vector)
    {
        for (var row = 0; row < _size; row++)
        {
            var factors = _packed.AsSpan(row * _size, row);
            vector[row] = _field.Reduce(vector[row] - ModularVector.Dot(_field, factors, vector[..row]));
        }

        for (var row = _size - 1; row >= 0; row--)
        {
            var entries = _packed.AsSpan((row * _size) + row + 1, _size - row - 1);
            var rest = _field.Reduce(vector[row] - ModularVector.Dot(_field, entries, vector[(row + 1).._size]));
            vector[row] = _field.Reduce(rest * _inverses[row]);
        }
    }
}
