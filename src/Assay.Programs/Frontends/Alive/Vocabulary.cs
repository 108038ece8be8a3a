using System.Collections.Immutable;
using Assay.Claims;

namespace Assay.Programs.Frontends.Alive;

/// <summary>The functions and predicates of the compiler that preconditions and constant expressions may use.</summary>
internal static class Vocabulary
{
    private static readonly Dictionary<string, int> SameTyped = new()
    {
        ["abs"] = 1,
        ["computeKnownOneBits"] = 1,
        ["computeKnownZeroBits"] = 1,
        ["lshr"] = 2,
        ["ashr"] = 2,
        ["shl"] = 2,
        ["max"] = 2,
        ["min"] = 2,
        ["smax"] = 2,
        ["smin"] = 2,
        ["umax"] = 2,
        ["umin"] = 2,
    };

    // Their result may have any type that the place wants.
    private static readonly string[] Counts = ["ComputeNumSignBits", "countLeadingZeros", "countTrailingZeros", "countPopulation", "log2", "width"];

    private static readonly string[] Conversions = ["sext", "zext", "trunc"];

    private static readonly Dictionary<string, int> Predicates = new()
    {
        ["isPowerOf2"] = 1,
        ["isPowerOf2OrZero"] = 1,
        ["isShiftedMask"] = 1,
        ["isSignBit"] = 1,
        ["CannotBeNegative"] = 1,
        ["MaskedValueIsZero"] = 2,
        ["WillNotOverflowSignedAdd"] = 2,
        ["WillNotOverflowUnsignedAdd"] = 2,
        ["WillNotOverflowSignedSub"] = 2,
        ["WillNotOverflowUnsignedSub"] = 2,
        ["WillNotOverflowSignedMul"] = 2,
        ["WillNotOverflowUnsignedMul"] = 2,
        ["WillNotOverflowSignedShl"] = 2,
        ["WillNotOverflowUnsignedShl"] = 2,
        ["hasOneUse"] = 1,
    };

    private static readonly string[] AboutMemory = ["equivalentAddressValues", "isSafeToLoadUnconditionally"];

    /// <summary>The node for a name with arguments, its types joined.</summary>
    public static Node Named(OptToken name, ImmutableArray<Operand> arguments, TypeRules types)
    {
        var (text, offset) = (name.Text, name.Offset);
        if (Predicates.TryGetValue(text, out var count))
        {
            Count(name, arguments, count);
            Join(arguments, types, offset);
            return text == "hasOneUse" && arguments[0] is not Symbol { IsRegister: true }
                ? throw new RewriteException(arguments[0].Offset, "hasOneUse is about a register.")
                : new Predicate(offset, text, arguments);
        }

        if (SameTyped.TryGetValue(text, out count))
        {
            Count(name, arguments, count);
            Join(arguments, types, offset);
            return new Call(offset, arguments[0].Slot, text, arguments);
        }

        if (Counts.Contains(text))
        {
            Count(name, arguments, 1);
            return new Call(offset, types.New(), text, arguments);
        }

        if (!Conversions.Contains(text))
        {
            throw AboutMemory.Contains(text) ? OptReader.Unsupported(name, text) : new RewriteException(
                offset, $"Unknown function or predicate '{text}'.", NearestSpelling.Advice(text, [.. Predicates.Keys, .. SameTyped.Keys, .. Counts, .. Conversions]));
        }

        Count(name, arguments, 1);
        var call = new Call(offset, types.New(), text, arguments);
        if (text == "trunc")
        {
            types.Narrower(call.Slot, arguments[0].Slot);
        }
        else
        {
            types.Narrower(arguments[0].Slot, call.Slot);
        }

        return call;
    }

    private static void Count(OptToken name, ImmutableArray<Operand> arguments, int count)
    {
        if (arguments.Length != count)
        {
            throw new RewriteException(name.Offset, $"'{name.Text}' takes {(count == 1 ? "one argument" : "two arguments")}, found {arguments.Length}.");
        }
    }

    private static void Join(ImmutableArray<Operand> arguments, TypeRules types, int offset)
    {
        foreach (var argument in arguments.Skip(1))
        {
            types.Same(arguments[0].Slot, argument.Slot, offset);
        }
    }
}
