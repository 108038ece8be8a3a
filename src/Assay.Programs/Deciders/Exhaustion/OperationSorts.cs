using Assay.Programs.Terms;

namespace Assay.Programs.Deciders.Exhaustion;

/// <summary>Which arguments an operation on scalars takes, and what it gives: whatever builds or evaluates terms believes that they fit.</summary>
internal static class OperationSorts
{
    /// <summary>Whether an operation takes these arguments and this payload, and gives this sort.</summary>
    public static bool Fit(Op op, Sort sort, Bits128 payload, ReadOnlySpan<Term> arguments)
    {
        if (arguments.Length != Count(op) || !IsPayload(op, payload))
        {
            return false;
        }

        var first = arguments[0].Sort;
        return op switch
        {
            Op.Ite => first.Equals(Sort.Bool) && AreAll(arguments[1..], sort),
            Op.Equal => sort.Equals(Sort.Bool) && first.IsScalar && AreAll(arguments, first),
            Op.ULt or Op.SLt => sort.Equals(Sort.Bool) && first.Kind == SortKind.BitVector && AreAll(arguments, first),
            Op.FEqual or Op.FLt or Op.FLe or Op.FIsNaN => sort.Equals(Sort.Bool) && first.Kind == SortKind.Float && AreAll(arguments, first),
            Op.Concat or Op.Extract or Op.ZeroExtend or Op.SignExtend => sort.Kind == SortKind.BitVector && first.Kind == SortKind.BitVector && HasWidth(op, sort.Width, payload, arguments),
            >= Op.FConvert => IsConversion(op, first, sort),
            Op.Not or Op.And or Op.Or => sort.Equals(Sort.Bool) && AreAll(arguments, sort),
            _ => sort.Kind == (op >= Op.FNeg ? SortKind.Float : SortKind.BitVector) && AreAll(arguments, sort),
        };
    }

    // 0 where it is no operation on scalars.
    private static int Count(Op op) => op switch
    {
        Op.Ite or Op.FFma => 3,
        Op.Not or Op.BvNot or Op.Neg or (>= Op.Extract and <= Op.FAbs) or Op.FSqrt or Op.FRound or (>= Op.FIsNaN and <= Op.FToBits) => 1,
        >= Op.Equal and <= Op.FLe => 2,
        _ => 0,
    };

    private static bool IsPayload(Op op, Bits128 payload) => op switch
    {
        Op.Extract => true,
        Op.FRound => payload <= (uint)Rounding.AwayFromZero,
        _ => payload == 0,
    };

    private static bool HasWidth(Op op, int width, Bits128 payload, ReadOnlySpan<Term> arguments) => op switch
    {
        Op.Concat => arguments[1].Sort.Kind == SortKind.BitVector && width == arguments[0].Width + arguments[1].Width,
        Op.Extract => width <= arguments[0].Width && payload <= (uint)(arguments[0].Width - width),
        _ => width >= arguments[0].Width,
    };

    private static bool IsConversion(Op op, Sort from, Sort to) => op switch
    {
        Op.FConvert => (from.Kind, to.Kind) == (SortKind.Float, SortKind.Float),
        Op.FFromSigned or Op.FFromUnsigned => (from.Kind, to.Kind) == (SortKind.BitVector, SortKind.Float),
        Op.FToSigned or Op.FToUnsigned => (from.Kind, to.Kind) == (SortKind.Float, SortKind.BitVector),
        Op.FFromBits => (from.Kind, to.Kind) == (SortKind.BitVector, SortKind.Float) && from.Width == to.Width,
        Op.FToBits => (from.Kind, to.Kind) == (SortKind.Float, SortKind.BitVector) && from.Width == to.Width,
        _ => false,
    };

    private static bool AreAll(ReadOnlySpan<Term> arguments, Sort sort)
    {
        foreach (var argument in arguments)
        {
            if (!argument.Sort.Equals(sort))
            {
                return false;
            }
        }

        return true;
    }
}
