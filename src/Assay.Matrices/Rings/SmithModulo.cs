using System.Numerics;

namespace Assay.Matrices.Rings;

/// <summary>The Smith form over the whole numbers modulo m: elimination whose every pivot divides all that is left.</summary>
/// <remarks>
/// An entry becomes such a pivot by sums with other rows and columns, each of which makes its ideal larger. Once it divides the rest
/// of its row, that row needs no work: its columns could be cleared without a change elsewhere (Kaplansky, Elementary Divisors and
/// Modules, 1949; Storjohann, Algorithms for Matrix Canonical Forms, 2000).
/// </remarks>
internal sealed class SmithModulo<TRing, T>
    where TRing : struct, IResidueRing<T>
{
    private readonly TRing _ring;
    private readonly T[][] _rows;
    private readonly int _columns;
    private readonly T _one;
    private T _last;

    private SmithModulo(TRing ring, WholeMatrix matrix)
    {
        (_ring, _columns, _one, _last) = (ring, matrix.Columns, ring.Of(1), ring.Of(1));
        _rows = [.. Enumerable.Range(0, matrix.Rows).Select(row => matrix.Row(row).ToArray().Select(ring.Of).ToArray())];
    }

    /// <summary>The common divisors with m of the invariant factors, each of which divides the next; m for those that are zero modulo m.</summary>
    public static IReadOnlyList<BigInteger> Of(TRing ring, WholeMatrix matrix, CancellationToken cancellation)
    {
        var form = new SmithModulo<TRing, T>(ring, matrix);
        List<BigInteger> factors = [];
        for (var k = 0; k < Math.Min(matrix.Rows, matrix.Columns); k++)
        {
            cancellation.ThrowIfCancellationRequested();
            form.FindPivot(k, cancellation);
            var factor = ring.Value(form._last);
            factors.Add(factor.IsZero ? ring.Modulus : factor);
            if (!factor.IsZero)
            {
                form.Eliminate(k);
            }
        }

        return factors;
    }

    // No entry has a smaller generator than the last pivot, so that an equal one will do.
    private void FindPivot(int k, CancellationToken cancellation)
    {
        for (var row = k; row < _rows.Length; row++)
        {
            for (var column = k; column < _columns; column++)
            {
                if (EqualityComparer<T>.Default.Equals(_ring.Generator(_rows[row][column]), _last))
                {
                    Move(k, row, column);
                    return;
                }
            }
        }

        _last = _ring.Generator(_rows[k][k]);
        while (FindUndivided(k) is var (row, column))
        {
            cancellation.ThrowIfCancellationRequested();
            Join(k, row, column);
        }
    }

    private (int Row, int Column)? FindUndivided(int k)
    {
        for (var row = k; row < _rows.Length; row++)
        {
            for (var column = k; column < _columns; column++)
            {
                if (!_ring.Divides(_last, _rows[row][column]))
                {
                    return (row, column);
                }
            }
        }

        return null;
    }

    // Makes the ideal of the pivot larger, by an entry that is not in it.
    private void Join(int k, int row, int column)
    {
        if (column == k)
        {
            _last = Stabiliser.Join(_ring, _rows[k][k], _rows[row][k], out var factor);
            _ring.Add(_rows[k], factor, _rows[row]);
            return;
        }

        // So that what is below the pivot can be cleared.
        if (row != k && !_ring.Divides(_last, _rows[row][k]))
        {
            Join(k, row, k);
            return;
        }

        if (row != k && _ring.Divides(_last, _rows[k][column]))
        {
            Clear(k, row);
            _ring.Add(_rows[k], _one, _rows[row]);
        }

        _last = Stabiliser.Join(_ring, _rows[k][k], _rows[k][column], out var multiple);
        foreach (var other in _rows.AsSpan(k))
        {
            other[k] = _ring.Add(other[k], multiple, other[column]);
        }
    }

    private void Move(int k, int row, int column)
    {
        (_rows[k], _rows[row]) = (_rows[row], _rows[k]);
        foreach (var other in _rows.AsSpan(k))
        {
            (other[k], other[column]) = (other[column], other[k]);
        }
    }

    private void Eliminate(int k)
    {
        for (var row = k + 1; row < _rows.Length; row++)
        {
            Clear(k, row);
        }
    }

    private void Clear(int k, int row)
    {
        var zero = _ring.Of(0);
        if (EqualityComparer<T>.Default.Equals(_rows[row][k], zero))
        {
            return;
        }

        var cofactor = _ring.Add(zero, _ring.Of(-1), _ring.Cofactor(_rows[k][k], _last));
        var factor = _ring.Add(zero, _ring.Divide(_rows[row][k], _last), cofactor);
        _ring.Add(_rows[row].AsSpan(k), factor, _rows[k].AsSpan(k));
    }
}
