using System.Globalization;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using System.Text;
using Assay.Programs.Evaluation;
using Assay.Programs.Terms;

namespace Assay.Programs.Deciders.Exhaustion;

/// <summary>
/// Writes C# text that evaluates integer terms on many inputs at once: arithmetic on local vectors and nothing else.
/// Lanes are 32 or 64 bits wide; narrower values stand zero-extended in them, booleans are masks of all ones or zeros.
/// </summary>
internal sealed class VectorText
{
    /// <summary>Programs of more operations than this are not compiled.</summary>
    public const int MostOperations = 3000;

    private readonly StringBuilder _text = new();
    private readonly Dictionary<Term, string> _names = [];
    private readonly string _vector;
    private readonly string _type;
    private readonly bool _is512;

    public VectorText(int lane)
    {
        Lane = lane;
        _is512 = Vector512.IsHardwareAccelerated;
        _vector = _is512 ? "Vector512" : "Vector256";
        _type = $"{_vector}<{Element}>";
    }

    /// <summary>Bits of a lane: 32 or 64.</summary>
    public int Lane { get; }

    /// <summary>What terms have to be lowered to before they are written.</summary>
    public static LoweringOptions Lowering { get; } = new(Division: false, VariableShifts: Vector512.IsHardwareAccelerated ? Avx512F.IsSupported : Avx2.IsSupported);

    private string Element => Lane == 32 ? "uint" : "ulong";

    private string Signed => Lane == 32 ? "AsInt32()" : "AsInt64()";

    private string Unsigned => Lane == 32 ? "AsUInt32()" : "AsUInt64()";

    /// <summary>The lane width that terms need, or null when they cannot be written as vectors.</summary>
    public static int? LaneFor(IReadOnlyList<Term> order)
    {
        if (order.Count > MostOperations
            || order.Any(term => term.Width > 64 || !term.Sort.IsScalar || term.Sort.Kind == SortKind.Float)
            || order.Any(term => term.Op is Op.UDiv && term.Width > 32))
        {
            return null;
        }

        // Quotients of 32-bit numbers go through doubles.
        return order.Any(term => term.Width > 32 || term.Op is Op.UDiv) ? 64 : 32;
    }

    /// <summary>
    /// The text of a class <c>Generated</c> with <c>static int Chunk(ulong start)</c>: bit 0 of the answer says that some
    /// input of the chunk reaches the target, bit 1 that some meets the assumption.
    /// </summary>
    public string Write(InputIndex index, int chunkBits, Term target, Term assumed)
    {
        var lanes = (_is512 ? 512 : 256) / Lane;
        var body = new StringBuilder();
        foreach (var (input, offset) in index.Fields)
        {
            var name = "v" + _names.Count.ToString(CultureInfo.InvariantCulture);
            var mask = (ulong)input.Sort.Mask;
            var fixedPart = $"{_vector}.Create(unchecked(({Element})((start >> {offset}) & {mask}UL)))";
            _text.AppendLine(null, $"        var h{name} = {fixedPart};");
            var low = offset == 0 ? "index" : $"(index >> {offset})";
            var part = offset >= chunkBits ? $"h{name}"
                : input.Width + offset >= Math.Min(chunkBits, 64) && offset == 0 ? $"(index | h{name})"
                : $"(({low} & {Constant(mask)}) | h{name})";
            body.AppendLine(null, $"            var {name} = {(input.Sort.Kind == SortKind.Bool ? Truth(part) : part)};");
            _names[input] = name;
        }

        foreach (var term in TermOrder.Of(target, assumed))
        {
            if (!_names.ContainsKey(term))
            {
                var name = "t" + _names.Count.ToString(CultureInfo.InvariantCulture);
                var expression = Expression(term);
                if (term.IsConstant)
                {
                    _text.AppendLine(null, $"        var {name} = {expression};");
                }
                else
                {
                    body.AppendLine(null, $"            var {name} = {expression};");
                }

                _names[term] = name;
            }
        }

        var ids = string.Join(", ", Enumerable.Range(0, lanes).Select(lane => Lane == 32 ? $"{lane}" : $"{lane}L"));
        return $$"""
            using System;
            using System.Runtime.CompilerServices;
            using System.Runtime.Intrinsics;
            using System.Runtime.Intrinsics.X86;

            public static class Generated
            {
                [MethodImpl(MethodImplOptions.AggressiveOptimization)]
                public static int Chunk(ulong start)
                {
                    var bad = {{_type}}.Zero;
                    var met = {{_type}}.Zero;
                    var index = {{_vector}}.Create({{ids}}).{{Unsigned}};
                    var step = {{_vector}}.Create(({{Element}}){{lanes}});
            {{_text}}
                    for (var i = 0; i < {{(1 << chunkBits) / lanes}}; i++)
                    {
            {{body}}
                        bad |= {{_names[target]}};
                        met |= {{_names[assumed]}};
                        index += step;
                    }

                    return (bad != {{_type}}.Zero ? 1 : 0) | (met != {{_type}}.Zero ? 2 : 0);
                }
            }
            """;
    }

    private string Expression(Term term)
    {
        var a = term.Args.Length > 0 ? _names[term.Args[0]] : string.Empty;
        var b = term.Args.Length > 1 ? _names[term.Args[1]] : string.Empty;
        var inner = term.Args.Length > 0 ? Lane - term.Args[0].Width : 0;
        return term.Op switch
        {
            Op.Constant when term.Sort.Kind == SortKind.Bool => term.IsTrue ? $"{_type}.AllBitsSet" : $"{_type}.Zero",
            Op.Constant => Constant((ulong)term.Payload),
            Op.Not => $"~{a}",
            Op.And or Op.BvAnd => $"{a} & {b}",
            Op.Or or Op.BvOr => $"{a} | {b}",
            Op.BvXor => $"{a} ^ {b}",
            Op.Equal when term.Args[0].Sort.Kind == SortKind.Bool => $"~({a} ^ {b})",
            Op.Equal => $"{_vector}.Equals({a}, {b})",
            Op.Ite => $"{_vector}.ConditionalSelect({a}, {b}, {_names[term.Args[2]]})",
            Op.BvNot => Masked(term, $"~{a}"),
            Op.Neg => Masked(term, $"-{a}"),
            Op.Add => Masked(term, $"{a} + {b}"),
            Op.Sub => Masked(term, $"{a} - {b}"),
            Op.Mul => Masked(term, Product(term, a, b)),
            Op.ULt => $"{_vector}.LessThan({a}, {b})",
            Op.SLt => $"{_vector}.LessThan({Top(a, inner)}, {Top(b, inner)}).{Unsigned}",
            Op.Extract => Masked(term, $"({a} >> {term.Payload})"),
            Op.ZeroExtend => a,
            Op.SignExtend => Masked(term, $"({Top(a, inner)} >> {inner}).{Unsigned}"),
            Op.Concat => $"({a} << {term.Args[1].Width}) | {b}",
            Op.Shl => Masked(term, Shift("ShiftLeft", a, term.Args[1])),
            Op.LShr => Shift("ShiftRight", a, term.Args[1]),
            Op.AShr => Masked(term, ArithmeticShift(a, term.Args[1], inner)),
            Op.UDiv => Division(term, a, b),
            _ => throw new InvalidOperationException($"{term.Op} cannot be written as vectors."),
        };
    }

    private string Constant(ulong value) => $"{_vector}.Create(({Element}){value}UL)";

    private string Truth(string bits) => $"(~{_vector}.Equals({bits}, {_type}.Zero))";

    private string Masked(Term term, string expression) => term.Width == Lane ? expression : $"({expression}) & {Constant((ulong)term.Sort.Mask)}";

    // The value moved to the top of the lane, as a signed vector.
    private string Top(string a, int shift) => shift == 0 ? $"{a}.{Signed}" : $"({a} << {shift}).{Signed}";

    // Products of numbers below 2^32 in 64-bit lanes have an instruction of their own.
    private string Product(Term term, string a, string b)
    {
        var isShort = Lane == 64 && term.Args.All(argument => (~argument.KnownZeros & argument.Sort.Mask) >> 32 == 0);
        var machine = _is512 ? Avx512F.IsSupported : Avx2.IsSupported;
        return isShort && machine
            ? $"{(_is512 ? "Avx512F" : "Avx2")}.Multiply({a}.AsUInt32(), {b}.AsUInt32())"
            : $"{a} * {b}";
    }

    // With counts of the lane or more the processor's variable shifts give zero, as terms do.
    private string Shift(string kind, string a, Term count)
    {
        if (count.IsConstant)
        {
            return count.Payload >= (uint)Lane ? $"{_type}.Zero" : $"({a} {(kind == "ShiftLeft" ? "<<" : ">>")} {count.Payload})";
        }

        return $"{(_is512 ? "Avx512F" : "Avx2")}.{kind}LogicalVariable({a}, {_names[count]})";
    }

    private string ArithmeticShift(string a, Term count, int inner)
    {
        var top = Top(a, inner);
        if (count.IsConstant)
        {
            var by = Math.Min(inner + (int)UInt128.Min(count.Payload, 64), Lane - 1);
            return $"({top} >> {by}).{Unsigned}";
        }

        // A plain shift of the complement where the sign is set.
        var wide = $"({top} >> {inner}).{Unsigned}";
        var negative = $"({top} >> {Lane - 1}).{Unsigned}";
        return $"({Shift("ShiftRight", $"({wide} ^ {negative})", count)} ^ {negative})";
    }

    // Exact for 32-bit numbers: a double holds both, and the quotient is never closer to the next integer than its precision.
    private string Division(Term term, string a, string b)
    {
        var quotient = $"{_vector}.ConvertToUInt64({_vector}.Floor({_vector}.ConvertToDouble({a}) / {_vector}.ConvertToDouble({b})))";
        return $"{_vector}.ConditionalSelect({_vector}.Equals({b}, {_type}.Zero), {Constant((ulong)term.Sort.Mask)}, {quotient})";
    }
}
