using Assay.Programs.Evaluation;
using Assay.Programs.Terms;
using Assay.Statistics;

namespace Assay.Programs.Deciders;

/// <summary>Draws values that are likely to matter: corners of their type, constants of the claim, neighbours of each other.</summary>
internal sealed class SampleValues
{
    private const int MostConstants = 256;

    private static readonly double[] Floats =
    [
        0, -0.0, 1, -1, 2, 0.5, 3, 10, 0.1, 100, 1e10, 16777216, 9007199254740992, 2147483648, double.NaN, double.PositiveInfinity, double.NegativeInfinity,
        double.MaxValue, double.Epsilon, 2.2250738585072014e-308, float.MaxValue, float.Epsilon, 1.17549435e-38, 1.0000001, 1.0000000000000002,
    ];

    private readonly Philox _random;
    private readonly List<Bits128> _constants = [];

    /// <param name="seed">The seed.</param>
    /// <param name="roots">Terms whose constants are of interest.</param>
    public SampleValues(ulong seed, params IEnumerable<Term> roots)
    {
        _random = new Philox(seed, purpose: 1);
        foreach (var term in TermOrder.Of(roots))
        {
            if (term.IsConstant && term.Sort.Kind != SortKind.Bool && _constants.Count < MostConstants && !_constants.Contains(term.Payload))
            {
                _constants.Add(term.Payload);
            }
        }
    }

    /// <summary>A value for each sort.</summary>
    public Value[] Draw(IReadOnlyList<Sort> sorts)
    {
        var values = new Value[sorts.Count];
        if (sorts.Count > 2 && _random.Below(8) == 0)
        {
            return Pattern(sorts, values);
        }

        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Draw(sorts[i], values.AsSpan(0, i));
        }

        return values;
    }

    // Many variables, as arrays have: all equal, rising or falling, with perhaps one that does not fit.
    private Value[] Pattern(IReadOnlyList<Sort> sorts, Value[] values)
    {
        var start = (Bits128)_random.Below(3);
        var (step, kind) = ((Bits128)_random.Below(3), _random.Below(3));
        for (var i = 0; i < values.Length; i++)
        {
            var bits = kind == 2 ? start + (step * (Bits128)(values.Length - i)) : start + (step * (Bits128)i);
            values[i] = sorts[i].Kind != SortKind.Float ? new Value(sorts[i], bits)
                : sorts[i].Width == 32 ? Value.Of((float)bits) : Value.Of((double)bits);
        }

        if (_random.Below(2) == 0)
        {
            var odd = _random.Below(values.Length);
            values[odd] = Draw(sorts[odd], []);
        }

        return values;
    }

    private Value Draw(Sort sort, ReadOnlySpan<Value> before) => sort.Kind switch
    {
        SortKind.Bool => new Value(sort, _random.Next() & 1),
        SortKind.Float => Float(sort, before),
        _ => Integer(sort, before),
    };

    private Value Integer(Sort sort, ReadOnlySpan<Value> before)
    {
        var bits = Bits();
        return new Value(sort, _random.Below(8) switch
        {
            0 => (Bits128)_random.Below(4),
            1 => Bits128.Zero - (Bits128)_random.Below(4),
            2 => (sort.Mask >> 1) + (Bits128)_random.Below(5) - 2,
            3 => (Bits128.One << _random.Below(sort.Width)) + (Bits128)_random.Below(3) - 1,
            4 when _constants.Count > 0 => _constants[_random.Below(_constants.Count)] + (Bits128)_random.Below(3) - 1,
            5 when before.Length > 0 => Neighbour(before[_random.Below(before.Length)].Bits),
            6 => bits >> _random.Below(128),
            _ => bits,
        });
    }

    private Value Float(Sort sort, ReadOnlySpan<Value> before)
    {
        var bits = Bits();
        switch (_random.Below(6))
        {
            case 0 or 1:
                var known = Floats[_random.Below(Floats.Length)];
                return sort.Width == 32 ? Value.Of((float)known) : Value.Of(known);
            case 2:
                var small = _random.Below(41) - 20;
                return sort.Width == 32 ? Value.Of((float)small) : Value.Of((double)small);
            case 3 when before.Length > 0 && before[^1].Sort.Equals(sort):
                return new Value(sort, before[^1].Bits + (Bits128)_random.Below(5) - 2);
            case 4:
                var near = _random.Below(2_000_001) / 1000.0 - 1000;
                return sort.Width == 32 ? Value.Of((float)near) : Value.Of(near);
            default:
                return new Value(sort, bits);
        }
    }

    private Bits128 Neighbour(Bits128 other) => _random.Below(4) switch
    {
        0 => Bits128.Zero - other,
        1 => ~other,
        _ => other + (Bits128)_random.Below(3) - 1,
    };

    private Bits128 Bits() => new(_random.Next(), _random.Next());
}
