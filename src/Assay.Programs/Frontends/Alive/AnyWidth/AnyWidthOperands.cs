using System.Collections.Immutable;

namespace Assay.Programs.Frontends.Alive.AnyWidth;

/// <summary>Constant expressions, with the conditions under which they have a value.</summary>
/// <param name="values">Builds values.</param>
/// <param name="symbols">Symbols that the precondition says are equal to something.</param>
internal sealed class AnyWidthOperands(AnyWidthValues values, Dictionary<string, AnyWidthValue> symbols)
{
    private int _undefs;

    /// <summary>Whether something was met that has no single value.</summary>
    public bool IsUnknown { get; private set; }

    public AnyWidthValue Of(Symbol symbol)
    {
        if (!symbols.TryGetValue(symbol.Name, out var value))
        {
            symbols[symbol.Name] = value = values.Apply(symbol.Name, values.Class(symbol.Slot));
        }

        return value;
    }

    /// <summary>A value of its own.</summary>
    public AnyWidthValue Fresh(int slot) => values.Apply($"undef {_undefs++}", values.Class(slot));

    public AnyWidthValue Of(Operand operand, ImmutableHashSet<string>.Builder conditions)
    {
        var type = values.Class(operand.Slot);
        switch (operand)
        {
            case Literal literal:
                return values.Literal(literal.Number, type);
            case Symbol symbol:
                return Of(symbol);
            case Unary unary:
                return unary.Sign == "-" ? values.Neg(Of(unary.Of, conditions)) : values.Not(Of(unary.Of, conditions));
            case Binary binary:
                return Combine(binary.Sign, Of(binary.Left, conditions), Of(binary.Right, conditions), conditions);
            case Call call:
                return Apply(call, type, conditions);
            default:
                IsUnknown = true;
                return values.Literal(0, type);
        }
    }

    private AnyWidthValue Combine(string sign, AnyWidthValue a, AnyWidthValue b, ImmutableHashSet<string>.Builder conditions)
    {
        if (sign is "/" or "/u" or "%" or "%u" && !values.IsNeverZero(b))
        {
            conditions.Add(AnyWidthConditions.NotZero(b));
        }

        return AnyWidthInstructions.Calculate(
            values, sign switch { "+" => "add", "-" => "sub", "*" => "mul", "/" => "sdiv", "/u" => "udiv", "%" => "srem", "%u" => "urem", "&" => "and", "|" => "or", "^" => "xor", "<<" => "shl", ">>" => "ashr", _ => "lshr" }, a, b);
    }

    private AnyWidthValue Apply(Call call, int type, ImmutableHashSet<string>.Builder conditions)
    {
        if (call.Function == "width")
        {
            return values.Apply($"width of {values.Class(call.Arguments[0].Slot)}", type);
        }

        AnyWidthValue[] arguments = [.. call.Arguments.Select(argument => Of(argument, conditions))];

        // What analyses know may be one thing or another.
        IsUnknown |= call.Function is "computeKnownOneBits" or "computeKnownZeroBits" or "ComputeNumSignBits";
        if (call.Function == "log2" && !values.IsNeverZero(arguments[0]))
        {
            conditions.Add(AnyWidthConditions.NotZero(arguments[0]));
        }

        return call.Function switch
        {
            "shl" or "lshr" or "ashr" => AnyWidthInstructions.Calculate(values, call.Function, arguments[0], arguments[1]),
            "zext" => values.ZeroExtend(arguments[0], type),
            "sext" => values.SignExtend(arguments[0], type),
            "trunc" => values.Truncate(arguments[0], type),
            "max" or "smax" or "min" or "smin" or "umax" or "umin" => values.ApplySymmetric(call.Function.Length == 3 ? $"s{call.Function}" : call.Function, type, arguments[0], arguments[1]),
            _ => values.Apply(call.Function, type, arguments),
        };
    }
}
