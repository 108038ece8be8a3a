using Assay.Programs.Circuits;
using Assay.Programs.Evaluation;
using Assay.Programs.Terms;

namespace Assay.Programs.Deciders.Satisfiability;

/// <summary>
/// Turns terms of booleans and bit-vectors into gates, one literal a bit, lowest first. Floats have to be lowered before.
/// </summary>
internal sealed class BitBlaster
{
    private readonly Circuit _circuit;
    private readonly GateBuilder _gates;
    private readonly WordGates _words;
    private readonly Dictionary<Term, int[]> _bits = [];
    private readonly Dictionary<(Term, Term), (int[] Quotient, int[] Remainder)> _divisions = [];
    private readonly Dictionary<(Term, Term), (int[] Quotient, int[] Remainder)> _signedDivisions = [];

    public BitBlaster(Circuit circuit)
    {
        _circuit = circuit;
        Dictionary<Gate, int> known = [];
        var parities = new ParityTable();
        _gates = new GateBuilder(node => circuit[node], gate =>
        {
            if (!known.TryGetValue(gate, out var literal))
            {
                known[gate] = literal = gate.Kind == GateKind.Xor ? parities.Of(gate, () => circuit.Add(gate)) : circuit.Add(gate);
            }

            return literal;
        });
        _words = new WordGates(_gates);
    }

    /// <summary>The variables that were met, with their inputs.</summary>
    public Dictionary<Term, int[]> Variables { get; } = [];

    /// <summary>The bits of a term.</summary>
    public int[] Of(Term root)
    {
        foreach (var term in TermOrder.Of(root))
        {
            if (!_bits.ContainsKey(term))
            {
                _bits[term] = Blast(term);
            }
        }

        return _bits[root];
    }

    private int[] Blast(Term term)
    {
        var a = term.Args.Length > 0 ? _bits[term.Args[0]] : [];
        var b = term.Args.Length > 1 ? _bits[term.Args[1]] : [];
        switch (term.Op)
        {
            case Op.Constant:
                return WordGates.Constant(term.Payload, term.Width);
            case Op.Variable:
                return Variables[term] = [.. Enumerable.Range(0, term.Width).Select(_ => _circuit.Input())];
            case Op.Ite:
                return _words.Choose(a[0], b, _bits[term.Args[2]]);
            case Op.Equal:
                return [_words.Equal(a, b)];
            case Op.Not or Op.BvNot:
                return WordGates.Not(a);
            case Op.And or Op.BvAnd:
                return _words.Zip(a, b, _gates.And);
            case Op.Or or Op.BvOr:
                return _words.Zip(a, b, _gates.Or);
            case Op.BvXor:
                return _words.Zip(a, b, _gates.Xor);
            case Op.Neg:
                return _words.Negate(a);
            case Op.Add:
                return _words.Add(a, b);
            case Op.Sub:
                return _words.Subtract(a, b);
            case Op.Mul:
                return _words.Multiply(a, b);
            case Op.UDiv:
                return Divide(term).Quotient;
            case Op.URem:
                return Divide(term).Remainder;
            case Op.SDiv:
                return SignedDivide(term, a, b).Quotient;
            case Op.SRem:
                return SignedDivide(term, a, b).Remainder;
            case Op.Shl:
                return _words.ShiftLeft(a, b);
            case Op.LShr:
                return _words.ShiftRight(a, b, Circuit.False);
            case Op.AShr:
                return _words.ShiftRight(a, b, a[^1]);
            case Op.ULt:
                return [_words.Less(a, b)];
            case Op.SLt:
                return [_words.SignedLess(a, b)];
            case Op.Concat:
                return [.. b, .. a];
            case Op.Extract:
                return a[(int)term.Payload..((int)term.Payload + term.Width)];
            case Op.ZeroExtend:
                return WordGates.Extend(a, term.Width, Circuit.False);
            case Op.SignExtend:
                return WordGates.Extend(a, term.Width, a[^1]);
            case Op.PopCount:
                return _words.CountOnes(a);
            case Op.LeadingZeros:
                Array.Reverse(a = [.. a]);
                return _words.CountOnes(_words.ZerosBelow(a));
            case Op.TrailingZeros:
                return _words.CountOnes(_words.ZerosBelow(a));
            default:
                throw new InvalidOperationException($"{term.Op} has to be lowered before it becomes gates.");
        }
    }

    private (int[] Quotient, int[] Remainder) Divide(Term term)
    {
        var key = (term.Args[0], term.Args[1]);
        if (!_divisions.TryGetValue(key, out var result))
        {
            _divisions[key] = result = _words.Divide(_bits[term.Args[0]], _bits[term.Args[1]]);
        }

        return result;
    }

    private (int[] Quotient, int[] Remainder) SignedDivide(Term term, int[] a, int[] b)
    {
        var key = (term.Args[0], term.Args[1]);
        if (!_signedDivisions.TryGetValue(key, out var result))
        {
            var (quotient, remainder) = _words.Divide(_words.Magnitude(a), _words.Magnitude(b));
            result = (_words.NegateIf(_gates.Xor(a[^1], b[^1]), quotient), _words.NegateIf(a[^1], remainder));
            _signedDivisions[key] = result;
        }

        return result;
    }
}
