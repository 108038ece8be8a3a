using Assay.Programs.Terms;

namespace Assay.Programs.Deciders.Exhaustion;

/// <summary>
/// Writes operations on floats. Floats stand in lanes as their bits; a NaN may have any of its patterns there, so equality
/// of values and the way back to bits look for NaN first.
/// </summary>
internal sealed class VectorFloats(VectorMachine machine)
{
    private readonly string _vector = VectorMachine.Vector;

    public string Write(Term term, string a, string b, string c) => term.Op switch
    {
        Op.FNeg => $"{a} ^ {SignBit}",
        Op.FAbs => $"{a} & ~{SignBit}",
        Op.FAdd => Bits($"({Float(a)} + {Float(b)})"),
        Op.FSub => Bits($"({Float(a)} - {Float(b)})"),
        Op.FMul => Bits($"({Float(a)} * {Float(b)})"),
        Op.FDiv => Bits($"({Float(a)} / {Float(b)})"),
        Op.FSqrt => Bits($"{_vector}.Sqrt({Float(a)})"),
        Op.FFma => Bits($"{_vector}.FusedMultiplyAdd({Float(a)}, {Float(b)}, {Float(c)})"),
        Op.FRound => Bits($"{_vector}.{Rounded((Rounding)(int)term.Payload)}({Float(a)})"),
        Op.FEqual => Bits($"{_vector}.Equals({Float(a)}, {Float(b)})"),
        Op.FLt => Bits($"{_vector}.LessThan({Float(a)}, {Float(b)})"),
        Op.FLe => Bits($"{_vector}.LessThanOrEqual({Float(a)}, {Float(b)})"),
        Op.FIsNaN => IsNaN(a),
        Op.Equal => $"{_vector}.Equals({a}, {b}) | ({IsNaN(a)} & {IsNaN(b)})",
        Op.FFromBits => a,
        Op.FToBits => $"{_vector}.ConditionalSelect({IsNaN(a)}, {Constant(Value.Canonical(term.Args[0].Sort, term.Sort.Mask))}, {a})",
        Op.FFromSigned => Bits($"{FromInteger}({Signed(a, machine.Lane - term.Args[0].Width)})"),
        Op.FFromUnsigned => Bits($"{FromInteger}({(term.Args[0].Width < machine.Lane ? $"{a}.{machine.AsSigned}" : a)})"),
        Op.FToSigned => ToSigned(term, a),
        Op.FToUnsigned => ToUnsigned(term, a),
        _ => throw new InvalidOperationException($"{term.Op} cannot be written as vectors."),
    };

    private string SignBit => Constant(Bits128.One << (machine.Lane - 1));

    private string FromInteger => $"{_vector}.ConvertTo{(machine.Lane == 32 ? "Single" : "Double")}";

    private string ToInteger => $"{_vector}.ConvertToInt{machine.Lane}";

    // The conversions of .NET saturate and send NaN to zero; for narrower numbers the range is cut once more.
    private string ToSigned(Term term, string a)
    {
        if (term.Width == machine.Lane)
        {
            return Bits($"{ToInteger}({Float(a)})");
        }

        var greatest = (1L << (term.Width - 1)) - 1;
        return $"{Bits(Clamped(a, -greatest - 1, greatest))} & {Constant(term.Sort.Mask)}";
    }

    private string ToUnsigned(Term term, string a) => term.Width == machine.Lane
        ? $"{_vector}.ConvertToUInt{machine.Lane}({Float(a)})"
        : Bits(Clamped(a, 0, (long)term.Sort.Mask));

    private string Clamped(string a, long least, long greatest)
    {
        var element = machine.Lane == 32 ? "int" : "long";
        return $"{_vector}.Min({_vector}.Max({ToInteger}({Float(a)}), {_vector}.Create(({element}){least}L)), {_vector}.Create(({element}){greatest}L))";
    }

    private string IsNaN(string a) => $"(~{Bits($"{_vector}.Equals({Float(a)}, {Float(a)})")})";

    private string Float(string a) => $"{a}.{machine.AsFloat}";

    private string Bits(string expression) => $"{expression}.{machine.AsUnsigned}";

    private string Signed(string a, int shift) =>
        shift == 0 ? $"{a}.{machine.AsSigned}" : $"(({a} << {shift}).{machine.AsSigned} >> {shift})";

    private string Constant(Bits128 bits) => $"{_vector}.Create(({machine.Element}){(ulong)bits}UL)";

    private static string Rounded(Rounding rounding) => rounding switch
    {
        Rounding.ToEven => "Round",
        Rounding.TowardZero => "Truncate",
        Rounding.Down => "Floor",
        Rounding.Up => "Ceiling",
        _ => throw new ArgumentOutOfRangeException(nameof(rounding), rounding, "No vector instruction rounds so."),
    };
}
