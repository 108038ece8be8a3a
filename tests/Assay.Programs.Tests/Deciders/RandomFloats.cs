using Assay.Programs.Terms;

namespace Assay.Programs.Tests.Deciders;

/// <summary>Boolean terms over floats, built as <see cref="RandomGoalTerms"/> does it, from numbers and floats of one format.</summary>
internal sealed class RandomFloats
{
    private readonly TermFactory _terms;
    private readonly Sort _sort;
    private readonly IReadOnlyList<Term> _variables;
    private readonly List<Term> _floats = [];
    private uint _code;

    private RandomFloats(TermFactory terms, Sort sort, IReadOnlyList<Term> variables)
    {
        _terms = terms;
        _sort = sort;
        _variables = variables;
        _floats.AddRange(variables.Select(OfVariable));
    }

    /// <summary>A boolean term; variables are floats of the sort, or integers that become floats by their bits.</summary>
    /// <param name="terms">Builds.</param>
    /// <param name="sort">The format.</param>
    /// <param name="variables">Floats of the format, or integers of 8 to 16 bits.</param>
    /// <param name="program">Says what to build.</param>
    /// <param name="operations">How many of the operations may be used; the last ones are dear.</param>
    public static Term Truth(TermFactory terms, Sort sort, IReadOnlyList<Term> variables, uint[] program, uint operations = 20)
    {
        var random = new RandomFloats(terms, sort, variables);
        foreach (var instruction in program)
        {
            random._code = instruction;
            random._floats.Add(random.Arithmetic(random.Next(operations)));
        }

        random._code = program.Length == 0 ? 0 : program[^1] >> 10;
        var (last, other) = (random._floats[^1], random.Any());
        return random.Next(7) switch
        {
            0 => terms.FEqual(last, other),
            1 => terms.FLt(last, other),
            2 => terms.FLe(other, last),
            3 => terms.FIsNaN(last),
            4 => terms.Equal(last, other),
            5 => terms.Equal(terms.FToSigned(last, 16), terms.FToSigned(other, 16)),
            _ => terms.ULt(terms.FToUnsigned(last, 24), terms.FToUnsigned(other, 24)),
        };
    }

    /// <summary>A term with the operation that gives the bits of a float, to be rebuilt on others; NaNs have none of their own there.</summary>
    public static Term ToBits(int width)
    {
        var plain = new TermFactory(simplify: false);
        return plain.FToBits(plain.FFromBits(plain.Variable("bits", Sort.BitVector(width))), "none").Args[2];
    }

    private Term OfVariable(Term variable) => variable.Sort.Kind == SortKind.Float ? variable
        : _terms.FFromBits(_terms.Concat(variable, _terms.Constant(UInt128.Zero, _sort.Width - variable.Width)));

    private uint Next(uint count)
    {
        var result = _code % count;
        _code /= count;
        return result;
    }

    private Term Any() => _floats[^(1 + (int)Next((uint)Math.Min(_floats.Count, 6)))];

    private Term Integer() => _variables[(int)Next((uint)_variables.Count)] is { Sort.Kind: SortKind.BitVector } integer
        ? integer
        : _terms.FToSigned(Any(), 16);

    private Term Arithmetic(uint operation)
    {
        var a = Any();
        return operation switch
        {
            0 => _terms.FNeg(a),
            1 => _terms.FAbs(a),
            2 => _terms.FAdd(a, Any()),
            3 => _terms.FSub(a, Any()),
            4 => _terms.Constant(Constant()),
            5 => _terms.Ite(_terms.FLt(a, Any()), a, Any()),
            6 => _terms.Ite(_terms.Equal(a, Any()), a, Any()),
            7 => _terms.Ite(_terms.FEqual(a, Any()), a, Any()),
            8 => _terms.FFromSigned(Integer(), _sort),
            9 => _terms.FFromUnsigned(Integer(), _sort),
            10 => _terms.FFromSigned(_terms.FToSigned(a, 32), _sort),
            11 => Bits(a),
            12 => _terms.FRound(a, (Rounding)Next(5)),
            13 => _terms.FFromUnsigned(_terms.FToUnsigned(a, 20), _sort),
            14 => _terms.FMul(a, Any()),
            15 => _terms.FDiv(a, Any()),
            16 => _terms.FConvert(_terms.FConvert(a, Other), _sort),
            17 => _terms.FSqrt(a),
            18 => _terms.FFma(a, Any(), Any()),
            _ => _terms.FFromUnsigned(_terms.FToUnsigned(a, 64), _sort),
        };
    }

    // The sign is changed and the lowest bit of the mantissa set.
    private Term Bits(Term a)
    {
        var bits = _terms.Rebuild(ToBits(_sort.Width), [a]);
        var changed = _terms.BvOr(
            _terms.BvXor(bits, _terms.Constant(UInt128.One << (_sort.Width - 1), _sort.Width)), _terms.Constant(1, _sort.Width));
        return _terms.FFromBits(changed);
    }

    private Sort Other => _sort.Width == 32 ? Sort.Double : Sort.Single;

    private Value Constant()
    {
        double[] special = [0, -0.0, 1, -1, 0.5, 1.5, 2.5, double.NaN, double.PositiveInfinity, double.NegativeInfinity, 1e-40, 3.4e38, 1e10, 255, 65536.5, -2147483648];
        var value = special[Next((uint)special.Length)];
        return _sort.Width == 32 ? Value.Of((float)value) : Value.Of(value);
    }
}
