using Assay.Programs.Terms;
using CsCheck;

namespace Assay.Programs.Tests.Deciders;

/// <summary>
/// Terms from a list of numbers: each number is an instruction that adds a term built from earlier ones. Shorter lists
/// are smaller programs, so failures shrink.
/// </summary>
internal sealed class RandomGoalTerms
{
    private readonly TermFactory _terms;
    private readonly int _width;
    private readonly List<Term> _numbers = [];
    private readonly List<Term> _truths = [];
    private uint _code;

    private RandomGoalTerms(TermFactory terms, IReadOnlyList<Term> variables)
    {
        _terms = terms;
        _width = variables[0].Width;
        _numbers.AddRange(variables);
    }

    public static Gen<uint[]> Programs(int shortest, int longest) => Gen.UInt.Array[shortest, longest];

    /// <summary>A boolean term over integers of one width.</summary>
    public static Term Truth(TermFactory terms, IReadOnlyList<Term> variables, uint[] program)
    {
        var random = new RandomGoalTerms(terms, variables);
        foreach (var instruction in program)
        {
            random.Add(instruction);
        }

        random._code = program.Length == 0 ? 0 : program[^1] >> 8;
        var last = random._numbers;
        var comparison = random.Next(3) switch
        {
            0 => terms.Equal(last[^1], random.Number()),
            1 => terms.ULt(last[^1], random.Number()),
            _ => terms.SLt(random.Number(), last[^1]),
        };
        return random._truths.Count == 0 ? comparison
            : random.Next(2) == 0 ? terms.And(random._truths[^1], comparison)
            : terms.Not(terms.Or(random._truths[^1], comparison));
    }

    private uint Next(uint count)
    {
        var result = _code % count;
        _code /= count;
        return result;
    }

    private Term Number() => _numbers[^(1 + (int)Next((uint)Math.Min(_numbers.Count, 8)))];

    private Term Condition()
    {
        if (_truths.Count == 0)
        {
            _truths.Add(_terms.ULt(_numbers[0], _numbers[^1]));
        }

        return _truths[^(1 + (int)Next((uint)Math.Min(_truths.Count, 4)))];
    }

    private void Add(uint instruction)
    {
        _code = instruction;
        var operation = Next(34);
        if (operation >= 29)
        {
            _truths.Add(Comparison(operation));
        }
        else
        {
            _numbers.Add(Arithmetic(operation));
        }
    }

    private Term Comparison(uint operation) => operation switch
    {
        29 => _terms.ULt(Number(), Number()),
        30 => _terms.SLt(Number(), Number()),
        31 => _terms.Equal(Number(), Number()),
        32 => _terms.Xor(Condition(), Condition()),
        _ => _terms.Or(_terms.Not(Condition()), Condition()),
    };

    private Term Arithmetic(uint operation)
    {
        var a = Number();
        return operation switch
        {
            0 => _terms.BvNot(a),
            1 => _terms.Neg(a),
            2 => _terms.BvAnd(a, Number()),
            3 => _terms.BvOr(a, Number()),
            4 => _terms.BvXor(a, Number()),
            5 => _terms.Add(a, Number()),
            6 => _terms.Sub(a, Number()),
            7 => _terms.Mul(a, Number()),
            8 => _terms.UDiv(a, Number()),
            9 => _terms.URem(a, Number()),
            10 => _terms.SDiv(a, Number()),
            11 => _terms.SRem(a, Number()),
            12 => _terms.Shl(a, Number()),
            13 => _terms.LShr(a, Number()),
            14 => _terms.AShr(a, Number()),
            15 => _terms.PopCount(a),
            16 => _terms.LeadingZeros(a),
            17 => _terms.TrailingZeros(a),
            18 => _terms.Ite(Condition(), a, Number()),
            19 => _terms.ZeroExtend(Part(a), _width),
            20 => _terms.SignExtend(Part(a), _width),
            21 => Joined(a, Number()),
            22 => _terms.Extract(_terms.Mul(_terms.ZeroExtend(a, 2 * _width), _terms.SignExtend(Number(), 2 * _width)), _width - 2, _width),
            23 => _terms.Shl(a, _terms.Constant((int)Next((uint)_width + 2), _width)),
            24 => _terms.AShr(a, _terms.Constant((int)Next((uint)_width + 2), _width)),
            25 => _terms.UDiv(a, _terms.Constant((int)Next(64), _width)),
            26 => _terms.SDiv(a, _terms.Constant((int)Next(64) - 32, _width)),
            27 => _terms.SRem(a, _terms.Constant((int)Next(64) - 32, _width)),
            _ => _terms.Constant((UInt128)Next(1u << 20), _width),
        };
    }

    private Term Part(Term a)
    {
        var low = (int)Next((uint)_width);
        return _terms.Extract(a, low, 1 + (int)Next((uint)(_width - low)));
    }

    private Term Joined(Term a, Term b)
    {
        var split = 1 + (int)Next((uint)_width - 1);
        return _terms.Concat(_terms.Extract(a, 0, _width - split), _terms.Extract(b, _width - split, split));
    }
}
