using System.Numerics;
using Assay.Matrices.Exact;

namespace Assay.Matrices.Distance;

/// <summary>
/// Decides whether all matrices within weights are regular, orthant by orthant: some matrix takes an x with signs z to zero exactly if
/// there is no w with z_j (A^T w)_j above (W^T |w|)_j for all j (Rohn, Systems of Linear Interval Equations, 1989; Farkas 1902).
/// </summary>
/// <param name="matrix">A, square.</param>
/// <param name="uncertainty">The weights W with their factor.</param>
/// <param name="isGreatest">Whether the greater weights count where there are two.</param>
internal sealed class Orthants(Matrix matrix, Uncertainty uncertainty, bool isGreatest)
{
    /// <summary>The most rows that are decided this way: half of 2^n orthants.</summary>
    public const int MostRows = 14;

    // Some ten seconds of programs in fractions.
    private const double MostWork = 4e9;

    private readonly Simplex _simplex = new(MostWork);
    private readonly int _size = matrix.Rows;
    private readonly BigInteger[,] _entries = new BigInteger[matrix.Rows, matrix.Rows];
    private readonly BigInteger[,] _changes = new BigInteger[matrix.Rows, matrix.Rows];
    private readonly double[,] _nearEntries = new double[matrix.Rows, matrix.Rows];
    private readonly double[,] _nearChanges = new double[matrix.Rows, matrix.Rows];

    /// <summary>Decides it.</summary>
    /// <returns>A w for each orthant, the last sign of which is plus, in the order of their numbers: bit j for a minus; or a vector that some matrix takes to zero; or neither, where it takes too much work.</returns>
    public (IReadOnlyList<IReadOnlyList<BigInteger>>? Proofs, IReadOnlyList<BigInteger>? Vector) Decide(CancellationToken cancellation)
    {
        Prepare();
        List<IReadOnlyList<BigInteger>> proofs = [];
        for (var number = 0; number < 1 << Math.Max(0, _size - 1); number++)
        {
            cancellation.ThrowIfCancellationRequested();
            int[] signs = [.. Enumerable.Range(0, _size).Select(j => (number >> j & 1) == 1 ? -1 : 1)];
            if (Near(signs) is { } near && DyadicVector.Of(near).Entries is var exact && Proves(exact, signs))
            {
                proofs.Add(exact);
                continue;
            }

            var (proof, vector) = Exactly(signs, cancellation);
            if (proof is null)
            {
                return (null, vector);
            }

            proofs.Add(proof);
        }

        return (proofs, null);
    }

    // Columns as whole numbers with those of their weights, and as doubles below 1.
    private void Prepare()
    {
        for (var column = 0; column < _size; column++)
        {
            Rational[] entries = [.. Enumerable.Range(0, _size).Select(row => matrix[row, column])];
            Rational[] changes = [.. Enumerable.Range(0, _size).Select(row => uncertainty.Factor * WeightOf(row, column))];
            var multiple = CommonDenominator(entries.Concat(changes));
            var greatest = entries.Concat(changes).Max(entry => BigInteger.Abs(entry.Numerator) * (multiple / entry.Denominator));
            for (var row = 0; row < _size; row++)
            {
                _entries[row, column] = entries[row].Numerator * (multiple / entries[row].Denominator);
                _changes[row, column] = changes[row].Numerator * (multiple / changes[row].Denominator);
                _nearEntries[row, column] = greatest.IsZero ? 0 : new Rational(_entries[row, column], greatest).Approximation;
                _nearChanges[row, column] = greatest.IsZero ? 0 : new Rational(_changes[row, column], greatest).Approximation;
            }
        }
    }

    private Rational WeightOf(int row, int column)
    {
        var (least, greatest) = uncertainty.WeightOf(matrix, row, column);
        return isGreatest ? greatest : least;
    }

    // A^T w = z + z W^T |w|, by the signs that w comes to have (Rohn's sign accord algorithm); null where doubles find none.
    private double[]? Near(int[] signs)
    {
        var accord = new int[_size];
        for (var step = 0; step < 4 * (_size + 2); step++)
        {
            var system = new double[_size, _size + 1];
            for (var j = 0; j < _size; j++)
            {
                for (var i = 0; i < _size; i++)
                {
                    system[j, i] = _nearEntries[i, j] - (signs[j] * accord[i] * _nearChanges[i, j]);
                }

                system[j, _size] = signs[j];
            }

            if (Solve(system) is not { } solution)
            {
                return null;
            }

            int[] next = [.. solution.Select(Math.Sign)];
            if (next.AsSpan().SequenceEqual(accord))
            {
                return solution;
            }

            accord = next;
        }

        return null;
    }

    private double[]? Solve(double[,] system)
    {
        for (var k = 0; k < _size; k++)
        {
            var pivot = Enumerable.Range(k, _size - k).MaxBy(row => Math.Abs(system[row, k]));
            if (system[pivot, k] == 0)
            {
                return null;
            }

            for (var i = k; i <= _size; i++)
            {
                (system[k, i], system[pivot, i]) = (system[pivot, i], system[k, i]);
            }

            for (var row = k + 1; row < _size; row++)
            {
                var factor = system[row, k] / system[k, k];
                for (var i = k; i <= _size; i++)
                {
                    system[row, i] -= factor * system[k, i];
                }
            }
        }

        var solution = new double[_size];
        for (var k = _size - 1; k >= 0; k--)
        {
            var sum = system[k, _size];
            for (var i = k + 1; i < _size; i++)
            {
                sum -= system[k, i] * solution[i];
            }

            solution[k] = sum / system[k, k];
        }

        return Array.TrueForAll(solution, double.IsFinite) ? solution : null;
    }

    private bool Proves(BigInteger[] proof, int[] signs)
    {
        for (var j = 0; j < _size; j++)
        {
            var (image, change) = (BigInteger.Zero, BigInteger.Zero);
            for (var i = 0; i < _size; i++)
            {
                image += _entries[i, j] * proof[i];
                change += _changes[i, j] * BigInteger.Abs(proof[i]);
            }

            if (signs[j] * image <= change)
            {
                return false;
            }
        }

        return true;
    }

    // The greatest t with z_j (A^T w)_j - (W^T |w|)_j at least t and |w| at most 1 in all; the dual program is x.
    private (BigInteger[]? Proof, BigInteger[]? Vector) Exactly(int[] signs, CancellationToken cancellation)
    {
        var rows = new Rational[_size + 1][];
        for (var j = 0; j <= _size; j++)
        {
            var column = j;
            rows[j] =
            [
                .. Enumerable.Range(0, _size).Select(i => j == _size ? Whole(1) : Whole(_changes[i, column] - (signs[column] * _entries[i, column]))),
                .. Enumerable.Range(0, _size).Select(i => j == _size ? Whole(1) : Whole(_changes[i, column] + (signs[column] * _entries[i, column]))),
                Whole(j == _size ? 0 : 1),
            ];
        }

        Rational[] bounds = [.. Enumerable.Range(0, _size + 1).Select(j => Whole(j == _size ? 1 : 0))];
        Rational[] goal = [.. Enumerable.Range(0, (2 * _size) + 1).Select(i => Whole(i == 2 * _size ? 1 : 0))];
        if (_simplex.Solve(rows, bounds, goal, cancellation) is not var (primal, dual))
        {
            return (null, null);
        }

        if (primal[^1].Numerator.Sign > 0)
        {
            return (MadeWhole([.. Enumerable.Range(0, _size).Select(i => primal[i] - primal[_size + i])]), null);
        }

        // Columns were multiplied, so that x in terms of them is multiplied back.
        return (null, MadeWhole([.. Enumerable.Range(0, _size).Select(j => Whole(signs[j]) * dual[j] * ColumnFactor(j))]));
    }

    private static BigInteger[] MadeWhole(Rational[] vector)
    {
        var multiple = CommonDenominator(vector);
        return Array.ConvertAll(vector, entry => entry.Numerator * (multiple / entry.Denominator));
    }

    private static BigInteger CommonDenominator(IEnumerable<Rational> entries) =>
        entries.Aggregate(BigInteger.One, (product, entry) => product / BigInteger.GreatestCommonDivisor(product, entry.Denominator) * entry.Denominator);

    private Rational ColumnFactor(int column)
    {
        for (var row = 0; row < _size; row++)
        {
            if (!_entries[row, column].IsZero)
            {
                return Whole(_entries[row, column]) / matrix[row, column];
            }
        }

        return Whole(1);
    }

    private static Rational Whole(BigInteger value) => Rational.Of(value);
}
