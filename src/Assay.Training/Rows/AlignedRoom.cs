using System.Runtime.CompilerServices;

namespace Assay.Training.Rows;

/// <summary>Room that stays where it is, and starts where a line of the cache does, so that no vector lies on two of them.</summary>
/// <typeparam name="S">The type of a number.</typeparam>
/// <param name="count">How many numbers.</param>
internal sealed unsafe class AlignedRoom<S>(int count)
    where S : unmanaged
{
    private const int Line = 64;

    private readonly S[] _room = GC.AllocateArray<S>(checked(count + (Line / Unsafe.SizeOf<S>())), pinned: true);

    /// <summary>The first number; it is there as long as the room is.</summary>
    public S* Start => (S*)(((nuint)Unsafe.AsPointer(ref _room[0]) + Line - 1) & ~(nuint)(Line - 1));

    /// <summary>All numbers.</summary>
    public Span<S> Span => _room.AsSpan((int)(Start - (S*)Unsafe.AsPointer(ref _room[0])), count);
}
