using System.Numerics;
using Assay.Programs.Frontends.Alive;

namespace Assay.Programs.Tests.Frontends.Alive;

/// <summary>Constant expressions and preconditions on concrete numbers; what analyses say is chosen.</summary>
internal sealed class PlainOperands(Widths widths, Func<string, ulong> value, Dictionary<string, ulong> known)
{
    /// <summary>Whether no expression so far divided by zero or took the logarithm of zero.</summary>
    public bool IsDefined { get; set; } = true;

    /// <summary>Whether what analyses were said to know is true.</summary>
    public bool IsConsistent { get; private set; } = true;

    public ulong Of(Operand operand, Choices choices)
    {
        var width = widths[operand.Slot];
        switch (operand)
        {
            case Literal literal:
                return PlainArithmetic.Wrap((Int128)(literal.Number % (BigInteger.One << 64)), width);
            case Symbol symbol:
                return value(symbol.Name);
            case Unary unary:
                var of = Of(unary.Of, choices);
                return PlainArithmetic.Wrap(unary.Sign == "-" ? -(Int128)of : ~(Int128)of, width);
            case Binary binary:
                return Combine(binary.Sign, Of(binary.Left, choices), Of(binary.Right, choices), width);
            default:
                return Apply((Call)operand, choices, width);
        }
    }

    public bool Of(Condition condition, Choices choices) => condition switch
    {
        Always => true,
        Negation negation => !Of(negation.Of, choices),
        Junction { IsAnd: true } both => Of(both.Left, choices) & Of(both.Right, choices),
        Junction either => Of(either.Left, choices) | Of(either.Right, choices),
        Comparison comparison => PlainArithmetic.Compare(comparison.Sign, Of(comparison.Left, choices), Of(comparison.Right, choices), widths[comparison.Left.Slot]),
        Predicate predicate => Answer(predicate, choices),
        _ => throw new InvalidOperationException(),
    };

    private bool Answer(Predicate predicate, Choices choices)
    {
        var fact = predicate.Name == "hasOneUse" || Fact(predicate, choices);
        if (!predicate.Arguments.Any(argument => argument is Symbol { IsRegister: true }))
        {
            return fact;
        }

        var key = NodeText.Of(predicate);
        if (!known.TryGetValue(key, out var answer))
        {
            known[key] = answer = fact ? choices.Below(2) : 0;
        }

        return answer == 1;
    }

    private bool Fact(Predicate predicate, Choices choices)
    {
        var width = widths[predicate.Arguments[0].Slot];
        var a = Of(predicate.Arguments[0], choices);
        var b = predicate.Arguments.Length > 1 ? Of(predicate.Arguments[1], choices) : 0;
        return predicate.Name switch
        {
            "isPowerOf2" => BitOperations.PopCount(a) == 1,
            "isPowerOf2OrZero" => BitOperations.PopCount(a) <= 1,
            "isShiftedMask" => a != 0 && BitOperations.IsPow2((a >> BitOperations.TrailingZeroCount(a)) + 1),
            "isSignBit" => a == 1UL << (width - 1),
            "CannotBeNegative" => PlainArithmetic.Signed(a, width) >= 0,
            "MaskedValueIsZero" => (a & b) == 0,
            "WillNotOverflowSignedAdd" => PlainArithmetic.Keeps("add", "nsw", a, b, width),
            "WillNotOverflowUnsignedAdd" => PlainArithmetic.Keeps("add", "nuw", a, b, width),
            "WillNotOverflowSignedSub" => PlainArithmetic.Keeps("sub", "nsw", a, b, width),
            "WillNotOverflowUnsignedSub" => PlainArithmetic.Keeps("sub", "nuw", a, b, width),
            "WillNotOverflowSignedMul" => PlainArithmetic.Keeps("mul", "nsw", a, b, width),
            "WillNotOverflowUnsignedMul" => PlainArithmetic.Keeps("mul", "nuw", a, b, width),
            "WillNotOverflowUnsignedShl" => PlainArithmetic.Keeps("shl", "nuw", a, b, width),
            _ => throw new InvalidOperationException(predicate.Name),
        };
    }

    private ulong Combine(string sign, ulong a, ulong b, int width)
    {
        var isDivision = sign is "/" or "/u" or "%" or "%u";
        IsDefined &= !isDivision || b != 0;
        if (isDivision && b == 0)
        {
            // As SMT-LIB defines it; only preconditions ever see this.
            return sign is "%" or "%u" ? a : sign == "/" && PlainArithmetic.Signed(a, width) < 0 ? 1 : PlainArithmetic.Wrap(-1, width);
        }

        return PlainArithmetic.Calculate(
            sign switch { "+" => "add", "-" => "sub", "*" => "mul", "/" => "sdiv", "/u" => "udiv", "%" => "srem", "%u" => "urem", "&" => "and", "|" => "or", "^" => "xor", "<<" => "shl", ">>" => "ashr", _ => "lshr" },
            a, b, width);
    }

    private ulong Apply(Call call, Choices choices, int width)
    {
        var from = widths[call.Arguments[0].Slot];
        if (call.Function == "width")
        {
            return PlainArithmetic.Wrap(from, width);
        }

        var a = Of(call.Arguments[0], choices);
        var b = call.Arguments.Length > 1 ? Of(call.Arguments[1], choices) : 0;
        var (x, y) = (PlainArithmetic.Signed(a, from), PlainArithmetic.Signed(b, from));
        IsDefined &= call.Function != "log2" || a != 0;
        return call.Function switch
        {
            "abs" => PlainArithmetic.Wrap(Int128.Abs(x), width),
            "max" => x > y ? a : b,
            "umax" => Math.Max(a, b),
            "umin" => Math.Min(a, b),
            "lshr" => PlainArithmetic.Calculate("lshr", a, b, width),
            "zext" or "trunc" => PlainArithmetic.Wrap(a, width),
            "sext" => PlainArithmetic.Wrap(x, width),
            "log2" => PlainArithmetic.Wrap(BitOperations.Log2(a | 1), width),
            "countLeadingZeros" => PlainArithmetic.Wrap(BitOperations.LeadingZeroCount(a) - (64 - from), width),
            "countTrailingZeros" => PlainArithmetic.Wrap(Math.Min(from, BitOperations.TrailingZeroCount(a)), width),
            "computeKnownZeroBits" => Known(call, choices, 1UL << width, bits => (bits & a) == 0),
            "computeKnownOneBits" => Known(call, choices, 1UL << width, bits => (bits & ~a) == 0),
            "ComputeNumSignBits" => Known(call, choices, Math.Min(1UL << width, (ulong)from + 1), bits => bits > 0 && bits <= (ulong)SignBits(a, from)),
            _ => throw new InvalidOperationException(call.Function),
        };
    }

    private static int SignBits(ulong a, int width) => Enumerable.Range(1, width).TakeWhile(count => a >> (width - count) is var top && (top == 0 || top == (1UL << count) - 1)).Count();

    private ulong Known(Call call, Choices choices, ulong count, Func<ulong, bool> isTrue)
    {
        var key = NodeText.Of(call);
        if (!known.TryGetValue(key, out var bits))
        {
            known[key] = bits = choices.Below(count);
        }

        IsConsistent &= isTrue(bits);
        return bits;
    }
}
