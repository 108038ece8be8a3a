using System.Runtime.CompilerServices;

namespace Assay.Training.Products;

/// <summary>What is done to a sum before it is stored.</summary>
internal unsafe interface ISumEnd
{
    /// <summary>Ends it.</summary>
    /// <param name="sum">The sum.</param>
    /// <param name="sign">What it may depend on.</param>
    static abstract V End<TVectors, V>(V sum, float* sign)
        where TVectors : struct, IVectors<V>
        where V : struct;
}

/// <summary>Nothing.</summary>
internal unsafe readonly struct AsItIs : ISumEnd
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V End<TVectors, V>(V sum, float* sign)
        where TVectors : struct, IVectors<V>
        where V : struct => sum;
}

/// <summary>0 takes its place where it is not positive.</summary>
internal unsafe readonly struct IfPositive : ISumEnd
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V End<TVectors, V>(V sum, float* sign)
        where TVectors : struct, IVectors<V>
        where V : struct => TVectors.PositivePart(sum);
}

/// <summary>0 takes its place where something else is not positive.</summary>
internal unsafe readonly struct IfOtherPositive : ISumEnd
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V End<TVectors, V>(V sum, float* sign)
        where TVectors : struct, IVectors<V>
        where V : struct => TVectors.WherePositive(TVectors.Load(sign), sum);
}
