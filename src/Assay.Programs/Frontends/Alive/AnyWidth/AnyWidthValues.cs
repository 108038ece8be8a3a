using System.Globalization;
using System.Numerics;
using Assay.Programs.Deciders;

namespace Assay.Programs.Frontends.Alive.AnyWidth;

/// <summary>
/// Builds values that have one form at every width. Integers modulo 2^w are a ring for each w, so sums, products and shifts to
/// the left by literals become polynomials over the integers, whose equality carries over to every w. Bitwise operations act
/// on each bit alike, so they become sums of conjunctions (<c>a | b = a + b - (a &amp; b)</c> holds at every w). Everything
/// else is an atom: a function of its name, the types and the forms of its operands, whatever that function is at some width.
/// A choice is <c>b + z * (a - b)</c> with an atom z that is 0 or 1.
/// </summary>
/// <param name="types">The types.</param>
/// <param name="least">A width that no width of a type is below.</param>
internal sealed class AnyWidthValues(TypeRules types, Func<int, int> least)
{
    private const int MostLeaves = 64;
    private const int MostMonomials = 200;

    private readonly Dictionary<string, int> _atoms = [];
    private readonly Dictionary<int, AnyWidthValue> _leafOf = [];
    private readonly Dictionary<string, int> _leaves = [];
    private readonly HashSet<int> _isBit = [];
    private readonly Dictionary<int, (int Class, AnyWidthValue Value)> _extended = [];

    /// <summary>Whether some form grew too long: nothing may be concluded.</summary>
    public bool IsTooLong { get; private set; }

    /// <summary>The type of a slot: written types of one width are one, and negative.</summary>
    public int Class(int slot) => types.Written(slot) is { } width ? -width : types.Class(slot);

    /// <summary>A width that no width of the type is below.</summary>
    public int Least(int type) => type < 0 ? -type : least(type);

    public AnyWidthValue Literal(BigInteger number, int type) => Of(Polynomial.Constant(number), type);

    /// <summary>The result of an operation of which nothing is known but that it is a function of its operands.</summary>
    public AnyWidthValue Apply(string operation, int type, params AnyWidthValue[] operands) =>
        Of(Polynomial.Atom(Atom($"{operation}:{type}({string.Join(',', operands.Select(operand => $"{operand.Class}:{operand.Key}"))})")), type);

    /// <summary>The same for an operation whose two operands may change places.</summary>
    public AnyWidthValue ApplySymmetric(string operation, int type, AnyWidthValue a, AnyWidthValue b) =>
        string.CompareOrdinal(a.Key, b.Key) <= 0 ? Apply(operation, type, a, b) : Apply(operation, type, b, a);

    public AnyWidthValue Add(AnyWidthValue a, AnyWidthValue b) => IsBit(a.Class) ? Xor(a, b) : Of(a.Form.Plus(b.Form, BigInteger.One), a.Class);

    public AnyWidthValue Sub(AnyWidthValue a, AnyWidthValue b) => IsBit(a.Class) ? Xor(a, b) : Of(a.Form.Plus(b.Form, BigInteger.MinusOne), a.Class);

    public AnyWidthValue Mul(AnyWidthValue a, AnyWidthValue b) => IsBit(a.Class) ? And(a, b) : Of(Times(a.Form, b.Form), a.Class);

    public AnyWidthValue Neg(AnyWidthValue a) => Sub(Literal(0, a.Class), a);

    public AnyWidthValue Not(AnyWidthValue a) => Of(a.Bits.Xor(BitFunction.Ones), a.Class);

    public AnyWidthValue And(AnyWidthValue a, AnyWidthValue b) => Of(a.Bits.And(b.Bits), a.Class);

    public AnyWidthValue Or(AnyWidthValue a, AnyWidthValue b) => Of(a.Bits.Or(b.Bits), a.Class);

    public AnyWidthValue Xor(AnyWidthValue a, AnyWidthValue b) => Of(a.Bits.Xor(b.Bits), a.Class);

    /// <summary>
    /// A shift to the left. By a literal it multiplies, beyond the width too: 2^k is zero modulo 2^w for k of w or more. The literal
    /// must be the number it looks like at every width.
    /// </summary>
    public AnyWidthValue Shl(AnyWidthValue a, AnyWidthValue by) =>
        !IsBit(a.Class) && Constant(by) is { } count && count >= 0 && count < 256 && count < BigInteger.One << Least(a.Class)
            ? Of(a.Form.Scaled(BigInteger.One << (int)count), a.Class)
            : Apply("shl", a.Class, a, by);

    /// <summary>One of two values.</summary>
    public AnyWidthValue Select(AnyWidthValue which, AnyWidthValue a, AnyWidthValue b) => IsBit(a.Class)
        ? Of(b.Bits.Xor(which.Bits.And(a.Bits.Xor(b.Bits))), a.Class)
        : Of(b.Form.Plus(Times(Indicator(which), a.Form.Plus(b.Form, BigInteger.MinusOne)), BigInteger.One), a.Class);

    public AnyWidthValue ZeroExtend(AnyWidthValue a, int type) => IsBit(a.Class) && !IsBit(type) ? Of(Indicator(a), type) : Extend("zext", a, type);

    public AnyWidthValue SignExtend(AnyWidthValue a, int type) => IsBit(a.Class) && !IsBit(type) ? Of(Indicator(a).Scaled(BigInteger.MinusOne), type) : Extend("sext", a, type);

    /// <summary>The low bits: a map of rings, which goes into sums and products.</summary>
    public AnyWidthValue Truncate(AnyWidthValue a, int type)
    {
        if (IsBit(type))
        {
            return Apply("trunc", type, a);
        }

        var sum = new Polynomial();
        foreach (var (monomial, coefficient) in a.Form.Sum)
        {
            var product = Polynomial.Constant(coefficient);
            foreach (var (atom, power) in monomial.Factors)
            {
                for (var i = 0; i < power; i++)
                {
                    product = Times(product, LowBits(atom, a.Class, type));
                }
            }

            sum = sum.Plus(product, BigInteger.One);
        }

        return Of(sum, type);
    }

    /// <summary>The number that a value is, if it is one.</summary>
    public static BigInteger? Constant(AnyWidthValue value) =>
        value.Form.Sum.Keys.All(monomial => monomial.IsOne) ? value.Form.Sum.GetValueOrDefault(new Monomial()) : null;

    /// <summary>Whether a value is some literal that is not zero modulo 2^w at any width.</summary>
    public bool IsNeverZero(AnyWidthValue value) =>
        Constant(value) is { IsZero: false } number && (number & ((BigInteger.One << Least(value.Class)) - 1)) != 0;

    /// <summary>Whether the type is i1, written.</summary>
    public static bool IsBit(int type) => type == -1;

    private Polynomial LowBits(int atom, int from, int type) =>
        _isBit.Contains(atom) ? Polynomial.Atom(atom)
        : _extended.TryGetValue(atom, out var extended) && extended.Class == type ? extended.Value.Form
        : Polynomial.Atom(Atom($"trunc:{type}({from}:{atom})"));

    private AnyWidthValue Extend(string operation, AnyWidthValue a, int type)
    {
        var result = Apply(operation, type, a);
        foreach (var atom in result.Form.Sum.Keys.Where(monomial => !monomial.IsOne).Select(monomial => monomial.Factors[0].Atom))
        {
            _extended[atom] = (a.Class, a);
        }

        return result;
    }

    // 0 or 1 as the condition says, at any width.
    private Polynomial Indicator(AnyWidthValue condition) =>
        Combine(condition.Bits, set => Leaves(set).Aggregate(Polynomial.Constant(1), (product, leaf) => Times(product, Polynomial.Atom(BitAtom(leaf)))));

    private int BitAtom(int leaf)
    {
        var atom = Atom($"bit({leaf})");
        _isBit.Add(atom);
        return atom;
    }

    private Polynomial Combine(BitFunction bits, Func<ulong, Polynomial> conjunction)
    {
        IsTooLong |= bits.IsTooLong;
        var sum = new Polynomial();
        foreach (var (set, factor) in IsTooLong ? [] : bits.Sum())
        {
            sum = sum.Plus(conjunction(set), factor);
        }

        return sum;
    }

    // No leaf: all ones, which is -1. One leaf may be a sum itself; several are an atom.
    private AnyWidthValue Of(BitFunction bits, int type)
    {
        var form = Combine(bits, set => set == 0 ? Polynomial.Constant(-1)
            : BitOperations.IsPow2(set) ? _leafOf[BitOperations.TrailingZeroCount(set)].Form
            : Polynomial.Atom(Atom($"and({set})")));
        return new AnyWidthValue(type, form, bits, IsBit(type) ? bits.Key : KeyOf(form));
    }

    private AnyWidthValue Of(Polynomial form, int type)
    {
        IsTooLong |= form.Sum.Count > MostMonomials;
        if (IsBit(type) && form.Sum.Keys.All(monomial => monomial.IsOne))
        {
            return Of(form.Sum.GetValueOrDefault(new Monomial()).IsEven ? BitFunction.Zero : BitFunction.Ones, type);
        }

        var bits = BitsOf(form, type);
        return new AnyWidthValue(type, form, bits, IsBit(type) ? bits.Key : KeyOf(form));
    }

    // A sum is a leaf; of it and its complement, -1 - it, one is the leaf of both.
    private BitFunction BitsOf(Polynomial form, int type)
    {
        if (form.IsZero)
        {
            return BitFunction.Zero;
        }

        var complement = Polynomial.Constant(-1).Plus(form, BigInteger.MinusOne);
        if (complement.IsZero)
        {
            return BitFunction.Ones;
        }

        return string.CompareOrdinal(KeyOf(form), KeyOf(complement)) <= 0 ? BitFunction.Leaf(Leaf(form, type)) : BitFunction.Leaf(Leaf(complement, type)).Xor(BitFunction.Ones);
    }

    private int Leaf(Polynomial form, int type)
    {
        var key = KeyOf(form);
        if (!_leaves.TryGetValue(key, out var leaf))
        {
            leaf = Math.Min(_leaves.Count, MostLeaves - 1);
            IsTooLong |= _leaves.Count >= MostLeaves;
            _leaves[key] = leaf;
            _leafOf[leaf] = new AnyWidthValue(type, form, BitFunction.Leaf(leaf), key);
        }

        return leaf;
    }

    // Atoms that are 0 or 1 are their own powers.
    private Polynomial Times(Polynomial a, Polynomial b)
    {
        if (a.Times(b) is not { } product || product.Sum.Count > MostMonomials)
        {
            IsTooLong = true;
            return a;
        }

        if (!product.Sum.Keys.Any(monomial => monomial.Factors.ToArray().Any(factor => factor.Power > 1 && _isBit.Contains(factor.Atom))))
        {
            return product;
        }

        var reduced = new Polynomial();
        foreach (var (monomial, coefficient) in product.Sum)
        {
            var one = monomial.Factors.ToArray().SelectMany(factor => Enumerable.Repeat(factor.Atom, _isBit.Contains(factor.Atom) ? 1 : factor.Power))
                .Aggregate(Polynomial.Constant(coefficient), (sum, atom) => sum.Times(Polynomial.Atom(atom)) ?? sum);
            reduced = reduced.Plus(one, BigInteger.One);
        }

        return reduced;
    }

    private static IEnumerable<int> Leaves(ulong set) => Enumerable.Range(0, MostLeaves).Where(leaf => (set >> leaf & 1) == 1);

    private int Atom(string key) => _atoms.TryGetValue(key, out var atom) ? atom : _atoms[key] = _atoms.Count;

    private static string KeyOf(Polynomial form) => string.Join(
        '+', form.Sum.Select(pair => $"{pair.Value.ToString(CultureInfo.InvariantCulture)}{string.Concat(pair.Key.Factors.ToArray().Select(factor => $"*{factor.Atom}^{factor.Power}"))}").Order(StringComparer.Ordinal));
}
