using System.Numerics;

namespace Assay.Matrices.Rings;

/// <summary>
/// A square matrix over the whole numbers modulo m, made triangular by rows: U A = T, where U has determinant 1 or -1.
/// </summary>
/// <remarks>
/// A row of whose entry no multiple is that of another gets a small multiple of it, after which its entry generates the ideal of both
/// (Storjohann, Algorithms for Matrix Canonical Forms, 2000, section 1.1: Stab). So no factor of m has to be known.
/// </remarks>
internal sealed class RingElimination<TRing, T>
    where TRing : struct, IResidueRing<T>
{
    private readonly TRing _ring;
    private readonly T[] _rows;
    private readonly int _size;
    private readonly int _stride;
    private readonly T _zero;
    private readonly T _one;
    private readonly T _minusOne;
    private readonly CancellationToken _cancellation;

    /// <param name="ring">The ring.</param>
    /// <param name="entries">The entries, row after row.</param>
    /// <param name="size">The number of rows.</param>
    /// <param name="cancellation">Ends the work.</param>
    public RingElimination(TRing ring, ReadOnlySpan<T> entries, int size, CancellationToken cancellation)
    {
        (_ring, _size, _stride, _cancellation) = (ring, size, 2 * size, cancellation);
        (_zero, _one, _minusOne) = (ring.Of(0), ring.Of(1), ring.Of(-1));
        _rows = new T[size * _stride];
        Array.Fill(_rows, _zero);
        for (var row = 0; row < size; row++)
        {
            entries.Slice(row * size, size).CopyTo(Row(row));
            Row(row)[size + row] = _one;
        }

        var determinant = _one;
        for (var k = 0; k < size; k++)
        {
            cancellation.ThrowIfCancellationRequested();
            determinant = Product(determinant, FindPivot(k) ? _minusOne : _one);
            Eliminate(k);
            determinant = Product(determinant, Row(k)[k]);
        }

        Determinant = determinant;
    }

    /// <summary>The determinant.</summary>
    public T Determinant { get; }

    /// <summary>The inverse, row after row, where every pivot is a unit.</summary>
    public T[] Inverse()
    {
        for (var row = _size - 1; row >= 0; row--)
        {
            _cancellation.ThrowIfCancellationRequested();
            var right = Row(row)[_size..];
            for (var k = row + 1; k < _size; k++)
            {
                _ring.Add(right, Product(_minusOne, Row(row)[k]), Row(k)[_size..]);
            }

            // The factor that makes the pivot 1, less the row itself.
            var less = _ring.Add(_minusOne, _one, _ring.Cofactor(Row(row)[row], _one));
            _ring.Add(right, less, right.ToArray());
        }

        var inverse = new T[_size * _size];
        for (var row = 0; row < _size; row++)
        {
            Row(row)[_size..].CopyTo(inverse.AsSpan(row * _size));
        }

        return inverse;
    }

    /// <summary>A vector that is not zero and that the matrix takes to zero, where some pivot is no unit.</summary>
    public T[] ZeroDivisor()
    {
        var vector = new T[_size];
        Array.Fill(vector, _zero);
        var place = Enumerable.Range(0, _size).First(k => !IsUnit(_ring.Generator(Row(k)[k])));

        // The least multiple that is zero; those before are units, so that the equations above can be solved.
        var generator = _ring.Generator(Row(place)[place]);
        vector[place] = IsZero(generator) ? _one : _ring.Of(_ring.Modulus / _ring.Value(generator));
        for (var row = place - 1; row >= 0; row--)
        {
            var sum = _zero;
            for (var k = row + 1; k <= place; k++)
            {
                sum = _ring.Add(sum, Row(row)[k], vector[k]);
            }

            vector[row] = Product(Product(_minusOne, sum), _ring.Cofactor(Row(row)[row], _one));
        }

        return vector;
    }

    private Span<T> Row(int row) => _rows.AsSpan(row * _stride, _stride);

    private T Product(T a, T b) => _ring.Add(_zero, a, b);

    private bool IsZero(T residue) => EqualityComparer<T>.Default.Equals(residue, _zero);

    private bool IsUnit(T generator) => EqualityComparer<T>.Default.Equals(generator, _one);

    // Puts a row into place whose entry divides those below; whether rows were exchanged.
    private bool FindPivot(int k)
    {
        var (best, generator) = (k, _ring.Generator(Row(k)[k]));
        for (var row = k + 1; row < _size && !IsUnit(generator); row++)
        {
            var other = _ring.Generator(Row(row)[k]);
            (best, generator) = IsUnit(other) || (IsZero(generator) && !IsZero(other)) ? (row, other) : (best, generator);
        }

        for (var row = k; row < _size && !IsUnit(generator); row++)
        {
            if (!_ring.Divides(generator, Row(row)[k]))
            {
                generator = Stabiliser.Join(_ring, Row(best)[k], Row(row)[k], out var factor);
                _ring.Add(Row(best), factor, Row(row));
            }
        }

        for (var i = 0; i < _stride && best != k; i++)
        {
            (Row(k)[i], Row(best)[i]) = (Row(best)[i], Row(k)[i]);
        }

        return best != k;
    }

    private void Eliminate(int k)
    {
        var generator = _ring.Generator(Row(k)[k]);
        if (IsZero(generator))
        {
            return;
        }

        var cofactor = Product(_minusOne, _ring.Cofactor(Row(k)[k], generator));
        for (var row = k + 1; row < _size; row++)
        {
            if (!IsZero(Row(row)[k]))
            {
                _ring.Add(Row(row)[k..], Product(_ring.Divide(Row(row)[k], generator), cofactor), Row(k)[k..]);
            }
        }
    }
}
