using System.Collections.Immutable;

namespace Assay.Programs.Frontends.Alive.AnyWidth;

/// <summary>When instructions are defined and no poison, as texts that are equal only where the conditions are.</summary>
internal static class AnyWidthConditions
{
    public static string NotZero(AnyWidthValue value) => $"{value.Class}:{value.Key} is not 0";

    public static string BelowWidth(AnyWidthValue value) => $"{value.Class}:{value.Key} is below the width";

    public static string Keeps(string operation, string flag, AnyWidthValue a, AnyWidthValue b)
    {
        var (first, second) = operation is "add" or "mul" && string.CompareOrdinal(b.Key, a.Key) < 0 ? (b, a) : (a, b);
        return $"{operation} {flag} {a.Class}:{first.Key}, {second.Key}";
    }

    /// <summary>Adds the conditions of an instruction, without those that hold at every width.</summary>
    public static void Add(ImmutableHashSet<string>.Builder conditions, AnyWidthValues values, Instruction instruction, AnyWidthValue a, AnyWidthValue b)
    {
        var operation = instruction.Operation;
        if (operation is "udiv" or "urem" or "sdiv" or "srem" && !values.IsNeverZero(b))
        {
            conditions.Add(NotZero(b));
        }

        if (operation is "sdiv" or "srem" && !values.IsNeverZero(values.Add(b, values.Literal(1, b.Class))))
        {
            conditions.Add($"{a.Class}:{a.Key} over {b.Key} does not overflow");
        }

        if (operation is "shl" or "lshr" or "ashr" && !(AnyWidthValues.Constant(b) is { } count && count >= 0 && count < values.Least(b.Class)))
        {
            conditions.Add(BelowWidth(b));
        }

        conditions.UnionWith(instruction.Flags.Select(flag => Keeps(operation, flag, a, b)));
    }

    /// <summary>
    /// What the conjuncts of a precondition say, as far as it is worded like a condition of instructions. An analysis that says
    /// yes is right.
    /// </summary>
    public static ImmutableHashSet<string> Of(Condition precondition, AnyWidthValues values, AnyWidthOperands operands)
    {
        var found = ImmutableHashSet.CreateBuilder<string>();
        foreach (var conjunct in Conjuncts(precondition))
        {
            switch (conjunct)
            {
                case Predicate { Arguments.Length: 2 } predicate when PredicateFlag(predicate.Name) is var (operation, flag):
                    found.Add(Keeps(operation, flag, Value(predicate.Arguments[0]), Value(predicate.Arguments[1])));
                    break;
                case Comparison { Sign: "!=", Right: Literal { Number.IsZero: true } } unequal:
                    found.Add(NotZero(Value(unequal.Left)));
                    break;
                case Comparison { Sign: "u<", Right: Call { Function: "width" } width } below when values.Class(width.Arguments[0].Slot) == values.Class(below.Left.Slot):
                    found.Add(BelowWidth(Value(below.Left)));
                    break;
            }
        }

        return found.ToImmutable();

        AnyWidthValue Value(Operand operand) => operands.Of(operand, ImmutableHashSet.CreateBuilder<string>());
    }

    /// <summary>The parts of a precondition all of which hold.</summary>
    public static IEnumerable<Condition> Conjuncts(Condition condition) =>
        condition is Junction { IsAnd: true } both ? Conjuncts(both.Left).Concat(Conjuncts(both.Right)) : [condition];

    private static (string Operation, string Flag)? PredicateFlag(string name)
    {
        const string Signed = "WillNotOverflowSigned";
        const string Unsigned = "WillNotOverflowUnsigned";
        return name.StartsWith(Signed, StringComparison.Ordinal) ? (Lower(name[Signed.Length..]), "nsw")
            : name.StartsWith(Unsigned, StringComparison.Ordinal) ? (Lower(name[Unsigned.Length..]), "nuw")
            : null;
    }

    private static string Lower(string name) => name switch { "Add" => "add", "Sub" => "sub", "Mul" => "mul", _ => "shl" };
}
