using System.Buffers;
using System.Numerics;

namespace Assay.Training.Passes;

/// <summary>Values and slopes each for themselves, as products want them.</summary>
internal readonly ref struct Halves<T, S> : IDisposable
    where T : unmanaged, IReal<T, S>
    where S : unmanaged, IBinaryFloatingPointIeee754<S>
{
    private readonly T[] _rented;
    private readonly int _count;

    public Halves(ReadOnlySpan<Dual<T, S>> pairs)
    {
        _count = pairs.Length;
        _rented = ArrayPool<T>.Shared.Rent(2 * _count);
        for (var i = 0; i < pairs.Length; i++)
        {
            (_rented[i], _rented[_count + i]) = (pairs[i].Value, pairs[i].Slope);
        }
    }

    public Span<T> Values => _rented.AsSpan(0, _count);

    public Span<T> Slopes => _rented.AsSpan(_count, _count);

    public void CopyTo(Span<Dual<T, S>> pairs)
    {
        for (var i = 0; i < pairs.Length; i++)
        {
            pairs[i] = new(_rented[i], _rented[_count + i]);
        }
    }

    public void Dispose() => ArrayPool<T>.Shared.Return(_rented);
}
