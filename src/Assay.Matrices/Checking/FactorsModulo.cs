using System.Numerics;

namespace Assay.Matrices.Checking;

/// <summary>The greatest common divisors with a modulus of the invariant factors of a matrix.</summary>
/// <remarks>
/// What divides all entries is divided out, of the modulus too. Then some entry has no factor in common with it, if need be after random
/// multiples of rows and columns were added to others; it is a pivot, and what is beside it counts no more.
/// </remarks>
internal sealed class FactorsModulo
{
    private const double MostWork = 1e11;
    private const int LargestMultiple = 1 << 16;

    private readonly List<BigInteger[]> _rows;
    private readonly CancellationToken _cancellation;
    private readonly Random _random = new(1);
    private BigInteger _factor = BigInteger.One;
    private BigInteger _modulus;

    /// <param name="matrix">The matrix; its scale counts as 1.</param>
    /// <param name="modulus">The modulus, positive.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="BeyondLimitException">It takes too long.</exception>
    public FactorsModulo(ExactMatrix matrix, BigInteger modulus, CancellationToken cancellation)
    {
        var work = (double)matrix.Rows * matrix.Columns * Math.Min(matrix.Rows, matrix.Columns) * (modulus.GetBitLength() + 64);
        if (!modulus.IsOne && work > MostWork)
        {
            throw new BeyondLimitException(FormattableString.Invariant($"Elimination of {matrix.Rows} by {matrix.Columns} numbers modulo one of {modulus.GetBitLength():N0} bits takes too long."));
        }

        (_modulus, _cancellation) = (modulus, cancellation);
        _rows = [.. matrix.Entries.Chunk(Math.Max(1, matrix.Columns)).Select(row => Array.ConvertAll(row, entry => Least(entry)))];
    }

    /// <summary>The first of them, from the one that divides all others on; the modulus for those that are zero modulo it.</summary>
    public IReadOnlyList<BigInteger> First(int count)
    {
        List<BigInteger> factors = [];
        while (factors.Count < count)
        {
            _cancellation.ThrowIfCancellationRequested();
            DivideOut();
            factors.Add(_factor);
            if (!_modulus.IsOne)
            {
                var (row, column) = FindUnit() ?? MakeUnit();
                Eliminate(row, column);
            }
        }

        return factors;
    }

    private void DivideOut()
    {
        var divisor = _modulus;
        foreach (var row in _rows)
        {
            for (var i = 0; i < row.Length && !divisor.IsOne; i++)
            {
                divisor = BigInteger.GreatestCommonDivisor(divisor, row[i]);
            }
        }

        if (!divisor.IsOne)
        {
            (_factor, _modulus) = (_factor * divisor, _modulus / divisor);
            foreach (var row in _rows)
            {
                for (var i = 0; i < row.Length; i++)
                {
                    row[i] /= divisor;
                }
            }
        }
    }

    private (int Row, int Column)? FindUnit()
    {
        foreach (var (i, row) in _rows.Index())
        {
            var column = Array.FindIndex(row, IsUnit);
            if (column >= 0)
            {
                return (i, column);
            }
        }

        return null;
    }

    // No prime of the modulus divides all entries, so that each leaves all but one in p sums, and all but one in p sums of these.
    private (int Row, int Column) MakeUnit()
    {
        do
        {
            _cancellation.ThrowIfCancellationRequested();
            foreach (var row in _rows.Skip(1))
            {
                Add(_rows[0], _random.Next(LargestMultiple), row);
            }

            for (var column = 1; column < _rows[0].Length; column++)
            {
                var multiple = _random.Next(LargestMultiple);
                foreach (var row in _rows)
                {
                    row[0] = Least(row[0] + (multiple * row[column]));
                }
            }
        }
        while (!IsUnit(_rows[0][0]));

        return (0, 0);
    }

    private void Eliminate(int pivotRow, int column)
    {
        var pivot = _rows[pivotRow];
        var inverse = Inverse(pivot[column]);
        _rows.RemoveAt(pivotRow);
        for (var i = 0; i < _rows.Count; i++)
        {
            _cancellation.ThrowIfCancellationRequested();
            Add(_rows[i], -(_rows[i][column] * inverse) % _modulus, pivot);
            _rows[i] = [.. _rows[i][..column], .. _rows[i][(column + 1)..]];
        }
    }

    private void Add(BigInteger[] row, BigInteger factor, BigInteger[] other)
    {
        for (var i = 0; i < row.Length && !factor.IsZero; i++)
        {
            row[i] = other[i].IsZero ? row[i] : Least(row[i] + (factor * other[i]));
        }
    }

    private bool IsUnit(BigInteger entry) => BigInteger.GreatestCommonDivisor(entry, _modulus).IsOne;

    private BigInteger Least(BigInteger entry) => entry % _modulus is var rest && rest.Sign < 0 ? rest + _modulus : rest;

    // Euclid's algorithm, which keeps the factor of the entry in each remainder.
    private BigInteger Inverse(BigInteger entry)
    {
        var (larger, smaller, before, factor) = (_modulus, entry, BigInteger.Zero, BigInteger.One);
        while (!smaller.IsZero)
        {
            var quotient = larger / smaller;
            (larger, smaller) = (smaller, larger - (quotient * smaller));
            (before, factor) = (factor, before - (quotient * factor));
        }

        return Least(before);
    }
}
