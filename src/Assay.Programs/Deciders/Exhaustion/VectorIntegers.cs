using Assay.Programs.Terms;

namespace Assay.Programs.Deciders.Exhaustion;

/// <summary>
/// Writes operations on integers and booleans. Narrow integers stand zero-extended in their lanes, booleans are masks of
/// all ones or zeros.
/// </summary>
internal sealed class VectorIntegers(VectorMachine machine)
{
    private readonly string _vector = VectorMachine.Vector;

    public string Write(Term term, string a, string b, string c)
    {
        var inner = term.Args.Length > 0 ? machine.Lane - term.Args[0].Width : 0;
        return term.Op switch
        {
            Op.Constant when term.Sort.Kind == SortKind.Bool => term.IsTrue ? $"{machine.Type}.AllBitsSet" : $"{machine.Type}.Zero",
            Op.Constant => Constant((ulong)term.Payload),
            Op.Not => $"~{a}",
            Op.And or Op.BvAnd => $"{a} & {b}",
            Op.Or or Op.BvOr => $"{a} | {b}",
            Op.BvXor => $"{a} ^ {b}",
            Op.Equal when term.Args[0].Sort.Kind == SortKind.Bool => $"~({a} ^ {b})",
            Op.Equal => $"{_vector}.Equals({a}, {b})",
            Op.Ite => $"{_vector}.ConditionalSelect({a}, {b}, {c})",
            Op.BvNot => Masked(term, $"~{a}"),
            Op.Neg => Masked(term, $"-{a}"),
            Op.Add => Masked(term, $"{a} + {b}"),
            Op.Sub => Masked(term, $"{a} - {b}"),
            Op.Mul => Masked(term, Product(term, a, b)),
            Op.ULt => $"{_vector}.LessThan({a}, {b})",
            Op.SLt => $"{_vector}.LessThan({Top(a, inner)}, {Top(b, inner)}).{machine.AsUnsigned}",
            Op.Extract when term.Payload > 0 && term.Payload + (uint)term.Width == (uint)term.Args[0].Width => $"{a} >> {term.Payload}",
            Op.Extract => Masked(term, term.Payload == 0 ? a : $"({a} >> {term.Payload})"),
            Op.ZeroExtend => a,
            Op.SignExtend => Masked(term, $"({Top(a, inner)} >> {inner}).{machine.AsUnsigned}"),
            Op.Concat => $"({a} << {term.Args[1].Width}) | {b}",
            Op.Shl => Masked(term, Shift("ShiftLeft", a, b, term.Args[1])),
            Op.LShr => Shift("ShiftRight", a, b, term.Args[1]),
            Op.AShr => Masked(term, ArithmeticShift(a, b, term.Args[1], inner)),
            Op.UDiv => Division(term, a, b),
            _ => throw new InvalidOperationException($"{term.Op} cannot be written as vectors."),
        };
    }

    /// <summary>Writes a high product in lanes of 32 bits: the lanes with even numbers, then the odd ones.</summary>
    public string Write(Term term, HighProduct product, string a, string b)
    {
        var odd = $"{_vector}.Create(0xFFFFFFFF00000000UL).AsUInt32()";
        string Upper(Term factor, string name) => factor.IsConstant ? name : $"({name}.AsUInt64() >> 32).AsUInt32()";
        var evens = $"({VectorMachine.Special}.Multiply({a}, {b}) >> 32).AsUInt32()";
        var odds = $"{VectorMachine.Special}.Multiply({Upper(product.A, a)}, {Upper(product.B, b)}).AsUInt32()";
        var high = $"{_vector}.ConditionalSelect({odd}, {odds}, {evens})";
        var part = term.Payload == 32 ? high : $"({high} >> {term.Payload - 32})";
        return term.Payload + (uint)term.Width == 64 ? part : $"{part} & {Constant((ulong)term.Sort.Mask)}";
    }

    /// <summary>The mask where bits are not zero.</summary>
    public string Truth(string bits) => $"(~{_vector}.Equals({bits}, {machine.Type}.Zero))";

    public string Constant(ulong value) => $"{_vector}.Create(({machine.Element}){value}UL)";

    // Bits above the width, where some may be set.
    private string Masked(Term term, string expression) =>
        term.Width == machine.Lane ? expression : $"({expression}) & {Constant((ulong)term.Sort.Mask)}";

    // The value moved to the top of the lane, as a signed vector.
    private string Top(string a, int shift) => shift == 0 ? $"{a}.{machine.AsSigned}" : $"({a} << {shift}).{machine.AsSigned}";

    // Products of numbers below 2^32 in 64-bit lanes have an instruction of their own.
    private string Product(Term term, string a, string b)
    {
        var isShort = machine.Lane == 64 && term.Args.All(argument => (~argument.KnownZeros & argument.Sort.Mask) >> 32 == 0);
        return isShort && VectorMachine.Special is { } special
            ? $"{special}.Multiply({a}.AsUInt32(), {b}.AsUInt32())"
            : $"{a} * {b}";
    }

    // With counts of the lane or more the processor's variable shifts give zero, as terms do.
    private string Shift(string kind, string a, string b, Term count)
    {
        if (count.IsConstant)
        {
            return count.Payload >= (uint)machine.Lane ? $"{machine.Type}.Zero" : $"({a} {(kind == "ShiftLeft" ? "<<" : ">>")} {count.Payload})";
        }

        return $"{VectorMachine.Special}.{kind}LogicalVariable({a}, {b})";
    }

    private string ArithmeticShift(string a, string b, Term count, int inner)
    {
        var top = Top(a, inner);
        if (count.IsConstant)
        {
            var by = Math.Min(inner + (int)Bits128.Min(count.Payload, 64), machine.Lane - 1);
            return $"({top} >> {by}).{machine.AsUnsigned}";
        }

        // A plain shift of the complement where the sign is set.
        var wide = $"({top} >> {inner}).{machine.AsUnsigned}";
        var negative = $"({top} >> {machine.Lane - 1}).{machine.AsUnsigned}";
        return $"({Shift("ShiftRight", $"({wide} ^ {negative})", b, count)} ^ {negative})";
    }

    // Exact for 32-bit numbers: a double holds both, and the quotient is never closer to the next integer than its precision.
    private string Division(Term term, string a, string b)
    {
        string Double(string x) => $"{_vector}.ConvertToDouble({x}.AsInt64())";
        var quotient = $"{_vector}.ConvertToInt64Native({Double(a)} / {Double(b)}).AsUInt64()";
        return $"{_vector}.ConditionalSelect({_vector}.Equals({b}, {machine.Type}.Zero), {Constant((ulong)term.Sort.Mask)}, {quotient})";
    }
}
