using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Assay.Training.Rows;

/// <summary>Room that stays where it is, and starts where a line of the cache does, so that no vector lies on two of them.</summary>
/// <typeparam name="S">The type of a number.</typeparam>
internal sealed unsafe class AlignedRoom<S>
    where S : unmanaged
{
    private const int Line = 64;

    private readonly S[] _room;
    private readonly int _first;
    private readonly int _count;

    /// <param name="count">How many numbers.</param>
    public AlignedRoom(int count)
    {
        Debug.Assert(Line % Unsafe.SizeOf<S>() == 0, "A line holds a whole number of numbers.");
        _room = GC.AllocateArray<S>(checked(count + (Line / Unsafe.SizeOf<S>())), pinned: true);
        var room = (S*)Unsafe.AsPointer(ref _room[0]);
        Start = (S*)(((nuint)room + Line - 1) & ~(nuint)(Line - 1));
        (_first, _count) = ((int)(Start - room), count);
    }

    /// <summary>The first number; it is there as long as the room is.</summary>
    public S* Start { get; }

    /// <summary>All numbers.</summary>
    public Span<S> Span => _room.AsSpan(_first, _count);

    /// <summary>All numbers, for those who may keep them longer.</summary>
    public Memory<S> Memory => _room.AsMemory(_first, _count);
}
