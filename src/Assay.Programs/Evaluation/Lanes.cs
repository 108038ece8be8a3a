using System.Runtime.Intrinsics;

namespace Assay.Programs.Evaluation;

/// <summary>One operation on eight lanes; a type each, so that the compiler inlines it into the loop.</summary>
internal interface ILanes
{
    static abstract Vector512<ulong> Apply(Vector512<ulong> x, Vector512<ulong> y);
}

internal readonly struct AndLanes : ILanes
{
    public static Vector512<ulong> Apply(Vector512<ulong> x, Vector512<ulong> y) => x & y;
}

internal readonly struct OrLanes : ILanes
{
    public static Vector512<ulong> Apply(Vector512<ulong> x, Vector512<ulong> y) => x | y;
}

internal readonly struct XorLanes : ILanes
{
    public static Vector512<ulong> Apply(Vector512<ulong> x, Vector512<ulong> y) => x ^ y;
}

internal readonly struct AddLanes : ILanes
{
    public static Vector512<ulong> Apply(Vector512<ulong> x, Vector512<ulong> y) => x + y;
}

internal readonly struct SubLanes : ILanes
{
    public static Vector512<ulong> Apply(Vector512<ulong> x, Vector512<ulong> y) => x - y;
}

internal readonly struct SubFromLanes : ILanes
{
    public static Vector512<ulong> Apply(Vector512<ulong> x, Vector512<ulong> y) => y - x;
}

internal readonly struct MulLanes : ILanes
{
    public static Vector512<ulong> Apply(Vector512<ulong> x, Vector512<ulong> y) => x * y;
}

internal readonly struct EqualLanes : ILanes
{
    public static Vector512<ulong> Apply(Vector512<ulong> x, Vector512<ulong> y) => Vector512.Equals(x, y);
}

internal readonly struct LessLanes : ILanes
{
    public static Vector512<ulong> Apply(Vector512<ulong> x, Vector512<ulong> y) => Vector512.LessThan(x, y);
}
