using Assay.Claims.Plain;
using Assay.Programs.Execution;

namespace Assay.Programs.Frontends.Plain;

/// <summary>
/// Finds out what a plain expression means under unchecked arithmetic, by the rules of C# for numeric promotion and constants (specification, 12.4.7
/// and 12.23). Whatever those refuse, and what only the compiler's own arithmetic on constants could answer, has no meaning here.
/// </summary>
/// <param name="variables">The names and types of the variables.</param>
internal sealed class PlainBinder(IReadOnlyList<(string Name, ClrType Type)> variables)
{
    /// <summary>The meaning of an expression, or null.</summary>
    public Bound? Bind(PlainNode node) => node switch
    {
        PlainInteger integer => new BoundConstant(PlainTypes.Of(integer), integer.Value),
        PlainTruth truth => new BoundConstant(ClrType.Bool, truth.IsTrue ? 1 : 0),
        PlainLimit limit => Limit(limit),
        PlainName name => Variable(name.Name),
        PlainParentheses parentheses => Bind(parentheses.Inner),
        PlainCast cast => Cast(cast),
        PlainUnary unary => Unary(unary),
        PlainBinary binary => Bind(binary.Left) is { } left && Bind(binary.Right) is { } right ? Binary(binary, left, right) : null,
        PlainChoice choice => Choice(choice),
        _ => null,
    };

    private static BoundConstant Limit(PlainLimit limit)
    {
        var type = PlainTypes.Find(limit.Type)!;
        return new BoundConstant(type, limit.IsGreatest ? PlainTypes.Greatest(type) : PlainTypes.Least(type));
    }

    private BoundVariable? Variable(string name)
    {
        for (var i = 0; i < variables.Count; i++)
        {
            if (variables[i].Name == name)
            {
                return new BoundVariable(variables[i].Type, i);
            }
        }

        return null;
    }

    private Bound? Cast(PlainCast cast)
    {
        var type = PlainTypes.Find(cast.Type)!;
        return Bind(cast.Operand) switch
        {
            BoundConstant constant => constant.Type.Kind == ClrKind.Integer && PlainTypes.Holds(type, constant.Value) ? new BoundConstant(type, constant.Value) : null,
            { Type.Kind: ClrKind.Integer } operand => operand.Type == type ? operand : new BoundConversion(type, operand),
            _ => null,
        };
    }

    private Bound? Unary(PlainUnary unary)
    {
        switch (Bind(unary.Operand))
        {
            // A literal with its sign; the others, such as the least int, have rules of their own.
            case BoundConstant { Type.Name: "int" or "long" } constant when unary is { Operator: "-", Operand: PlainInteger }:
                return constant with { Value = -constant.Value };
            case null or BoundConstant:
                return null;
            case { Type.Kind: ClrKind.Bool } truth:
                return unary.Operator == "!" ? new BoundUnary(ClrType.Bool, "!", truth) : null;
            case var operand when unary.Operator != "!":
                // There is no negation of uint and ulong (12.9.3).
                var types = unary.Operator == "-" ? PlainTypes.Arithmetic.Where(type => type.Signed) : PlainTypes.Arithmetic;
                return types.Select(type => PlainTypes.Convert(operand, type)).FirstOrDefault(converted => converted is not null) is not { } number ? null
                    : unary.Operator == "+" ? number
                    : new BoundUnary(number.Type, unary.Operator, number);
            default:
                return null;
        }
    }

    private static BoundBinary? Binary(PlainBinary node, Bound left, Bound right)
    {
        // What is constant as a whole the compiler computes itself, with overflow checked.
        if (left is BoundConstant && right is BoundConstant)
        {
            return null;
        }

        if (left.Type.Kind == ClrKind.Bool || right.Type.Kind == ClrKind.Bool)
        {
            return left.Type == right.Type && node.Operator is "&&" or "||" or "&" or "|" or "^" or "==" or "!="
                ? new BoundBinary(ClrType.Bool, node.Operator, left, right)
                : null;
        }

        return node.IsLogical ? null : node.IsShift ? Shift(node.Operator, left, right) : Numeric(node, left, right);
    }

    private static BoundBinary? Shift(string shift, Bound left, Bound right)
    {
        var value = PlainTypes.Arithmetic.Select(type => PlainTypes.Convert(left, type)).First(converted => converted is not null)!;
        return PlainTypes.Convert(right, PlainTypes.Int32) is { } count ? new BoundBinary(value.Type, shift, value, count) : null;
    }

    private static BoundBinary? Numeric(PlainBinary node, Bound left, Bound right)
    {
        if (node.Operator is "/" or "%" && right is BoundConstant { Value: var divisor } && divisor == 0)
        {
            return null;
        }

        foreach (var type in PlainTypes.Arithmetic)
        {
            if (PlainTypes.Convert(left, type) is { } a && PlainTypes.Convert(right, type) is { } b)
            {
                return new BoundBinary(node.IsComparison ? ClrType.Bool : type, node.Operator, a, b);
            }
        }

        return null;
    }

    // Where the two values differ in type, one may be a constant that becomes the other's; the compiler knows.
    private BoundChoice? Choice(PlainChoice choice) =>
        Bind(choice.Condition) is { Type.Kind: ClrKind.Bool } condition and not BoundConstant
        && Bind(choice.WhenTrue) is { } whenTrue && Bind(choice.WhenFalse) is { } whenFalse && whenTrue.Type == whenFalse.Type
            ? new BoundChoice(whenTrue.Type, condition, whenTrue, whenFalse)
            : null;
}
