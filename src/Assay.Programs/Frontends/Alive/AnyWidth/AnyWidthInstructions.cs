using System.Collections.Immutable;

namespace Assay.Programs.Frontends.Alive.AnyWidth;

/// <summary>What instructions do, whatever the widths are.</summary>
/// <param name="values">Builds values.</param>
/// <param name="operands">The meaning of constant expressions.</param>
/// <param name="register">What a register holds.</param>
internal sealed class AnyWidthInstructions(AnyWidthValues values, AnyWidthOperands operands, Func<Symbol, AnyWidthRegister> register)
{
    /// <summary>The result of an operation on two values of one type.</summary>
    public static AnyWidthValue Calculate(AnyWidthValues values, string operation, AnyWidthValue a, AnyWidthValue b) => operation switch
    {
        "add" => values.Add(a, b),
        "sub" => values.Sub(a, b),
        "mul" => values.Mul(a, b),
        "and" => values.And(a, b),
        "or" => values.Or(a, b),
        "xor" => values.Xor(a, b),
        "shl" => values.Shl(a, b),
        _ => values.Apply(operation, a.Class, a, b),
    };

    public AnyWidthRegister Of(Instruction instruction)
    {
        var conditions = ImmutableHashSet.CreateBuilder<string>();
        AnyWidthValue[] arguments = [.. instruction.Operands.Select(operand => Of(operand, conditions))];
        var type = values.Class(instruction.Slot);
        var (a, b) = (arguments[0], arguments.Length > 1 ? arguments[1] : arguments[0]);
        switch (instruction.Operation)
        {
            case "copy" or "bitcast":
                return Result(a);
            case "zext":
                return Result(values.ZeroExtend(a, type));
            case "sext":
                return Result(values.SignExtend(a, type));
            case "trunc":
                return Result(values.Truncate(a, type));
            case "ZExtOrTrunc":
                return Result(values.Apply(instruction.Operation, type, a));
            case "select":
                return Result(values.Select(a, b, arguments[2]));
            case "icmp":
                return Result(Compare(instruction.Condition, type, a, b));
            case "add" or "sub" or "mul" or "udiv" or "sdiv" or "urem" or "srem" or "shl" or "lshr" or "ashr" or "and" or "or" or "xor":
                AnyWidthConditions.Add(conditions, values, instruction, a, b);
                return Result(Calculate(values, instruction.Operation, a, b));
            default:
                return Result(Call(instruction, arguments, type, conditions));
        }

        AnyWidthRegister Result(AnyWidthValue value) => new(value, conditions.ToImmutable());
    }

    private AnyWidthValue Of(Operand operand, ImmutableHashSet<string>.Builder conditions)
    {
        switch (operand)
        {
            case Undefined { IsPoison: true }:
                conditions.Add(AnyWidthRegister.Never);
                return values.Literal(0, values.Class(operand.Slot));
            case Undefined:
                return operands.Fresh(operand.Slot);
            case Symbol { IsRegister: true } symbol:
                var held = register(symbol);
                conditions.UnionWith(held.Conditions);
                return held.Value;
            default:
                return operands.Of(operand, conditions);
        }
    }

    // Six of the ten conditions are others turned round or negated; equality is about the difference.
    private AnyWidthValue Compare(string condition, int type, AnyWidthValue a, AnyWidthValue b) => condition switch
    {
        "eq" => Equal(type, a, b),
        "ne" => values.Not(Equal(type, a, b)),
        "ult" or "slt" => values.Apply($"icmp {condition}", type, a, b),
        "ugt" or "sgt" => values.Apply($"icmp {condition[0]}lt", type, b, a),
        "uge" or "sge" => values.Not(values.Apply($"icmp {condition[0]}lt", type, a, b)),
        "ule" or "sle" => values.Not(values.Apply($"icmp {condition[0]}lt", type, b, a)),
        _ => values.Apply($"icmp {condition}", type, a, b),
    };

    private AnyWidthValue Equal(int type, AnyWidthValue a, AnyWidthValue b)
    {
        if (AnyWidthValues.IsBit(a.Class))
        {
            return values.Not(values.Xor(a, b));
        }

        var (difference, opposite) = (values.Sub(a, b), values.Sub(b, a));
        return values.Apply("icmp eq", type, string.CompareOrdinal(difference.Key, opposite.Key) <= 0 ? difference : opposite);
    }

    // The last argument of some says whether the result may be poison; it belongs to the condition alone.
    private AnyWidthValue Call(Instruction instruction, AnyWidthValue[] arguments, int type, ImmutableHashSet<string>.Builder conditions)
    {
        var name = instruction.Operation;
        if (name is "ctlz" or "cttz" or "abs" && arguments.Length > 1)
        {
            if (AnyWidthValues.Constant(arguments[1]) is not { IsZero: true })
            {
                conditions.Add(name == "abs" ? $"abs of {type}:{arguments[0].Key}" : AnyWidthConditions.NotZero(arguments[0]));
            }

            return values.Apply(name, type, arguments[0]);
        }

        return name is "smax" or "smin" or "umax" or "umin" or "uadd.sat" or "sadd.sat"
            ? values.ApplySymmetric(name, type, arguments[0], arguments[1])
            : values.Apply(name, type, arguments);
    }
}
