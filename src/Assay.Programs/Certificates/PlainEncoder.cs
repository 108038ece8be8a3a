using Assay.Programs.Circuits;
using Assay.Programs.Evaluation;
using Assay.Programs.Terms;

namespace Assay.Programs.Certificates;

/// <summary>
/// Turns terms into gates the plainest way: one gate for each bit of each step, in the order of the terms, nothing
/// simplified, shared or left out. It shares no code with the encoder that deciders use, so that a fault of that one cannot
/// hide in a certificate. The rules are in docs/certificates.md.
/// </summary>
internal sealed class PlainEncoder(Circuit circuit)
{
    private readonly Dictionary<Term, int[]> _bits = [];

    /// <summary>The literals of each variable, lowest bit first.</summary>
    public Dictionary<Term, int[]> Variables { get; } = [];

    /// <summary>The literal of a truth value.</summary>
    public int Of(Term root)
    {
        foreach (var term in TermOrder.Of(root).Where(term => !_bits.ContainsKey(term)))
        {
            var inputs = Array.ConvertAll(term.Args, argument => _bits[argument]);
            _bits[term] = term.Op switch
            {
                Op.Variable => Variables[term] = Each(term.Width, _ => circuit.Input()),
                Op.Constant => Each(term.Width, i => (int)(term.Payload >> i & 1)),
                _ => Apply(term, inputs),
            };
        }

        return _bits[root][0];
    }

    private int[] Apply(Term term, int[][] a) => term.Op switch
    {
        Op.Ite => Each(term.Width, i => Choice(a[0][0], a[1][i], a[2][i])),
        Op.Equal => [Conjunction(Each(a[0].Length, i => Xor(a[0][i], a[1][i]) ^ 1))],
        Op.Not or Op.BvNot => Each(term.Width, i => a[0][i] ^ 1),
        Op.And or Op.BvAnd => Each(term.Width, i => And(a[0][i], a[1][i])),
        Op.Or or Op.BvOr => Each(term.Width, i => Or(a[0][i], a[1][i])),
        Op.BvXor => Each(term.Width, i => Xor(a[0][i], a[1][i])),
        Op.Neg => Negated(a[0]),
        Op.Add => Sum(a[0], a[1], Circuit.False).Bits,
        Op.Sub => Sum(a[0], Complement(a[1]), Circuit.True).Bits,
        Op.Mul => Product(a[0], a[1]),
        Op.UDiv => Division(a[0], a[1]).Quotient,
        Op.URem => Division(a[0], a[1]).Remainder,
        Op.SDiv => NegatedIf(Xor(a[0][^1], a[1][^1]), Division(Absolute(a[0]), Absolute(a[1])).Quotient),
        Op.SRem => NegatedIf(a[0][^1], Division(Absolute(a[0]), Absolute(a[1])).Remainder),
        Op.Shl => Reversed(Shifted(Reversed(a[0]), a[1], Circuit.False)),
        Op.LShr => Shifted(a[0], a[1], Circuit.False),
        Op.AShr => Shifted(a[0], a[1], a[0][^1]),
        Op.ULt => [IsBelow(a[0], a[1])],
        Op.SLt => [IsBelow(SignFlipped(a[0]), SignFlipped(a[1]))],
        Op.Concat => [.. a[1], .. a[0]],
        Op.Extract => Each(term.Width, i => a[0][(int)term.Payload + i]),
        Op.ZeroExtend => Each(term.Width, i => i < a[0].Length ? a[0][i] : Circuit.False),
        Op.SignExtend => Each(term.Width, i => a[0][Math.Min(i, a[0].Length - 1)]),
        Op.PopCount => Count(a[0]),
        Op.LeadingZeros => First(Reversed(a[0])),
        Op.TrailingZeros => First(a[0]),
        _ => throw new InvalidOperationException($"{term.Op} has no plain encoding."),
    };

    private static int[] Each(int width, Func<int, int> bit)
    {
        var bits = new int[width];
        for (var i = 0; i < width; i++)
        {
            bits[i] = bit(i);
        }

        return bits;
    }

    private int And(int a, int b) => circuit.Add(new Gate(GateKind.And, a, b));

    private int Or(int a, int b) => circuit.Add(new Gate(GateKind.And, a ^ 1, b ^ 1)) ^ 1;

    private int Xor(int a, int b) => circuit.Add(new Gate(GateKind.Xor, a, b));

    private int Choice(int condition, int yes, int no) => circuit.Add(new Gate(GateKind.Choice, condition, yes, no));

    private int Majority(int a, int b, int c) => circuit.Add(new Gate(GateKind.Majority, a, b, c));

    private int Conjunction(int[] literals)
    {
        var all = literals[0];
        for (var i = 1; i < literals.Length; i++)
        {
            all = And(all, literals[i]);
        }

        return all;
    }

    private static int[] Complement(int[] a) => Each(a.Length, i => a[i] ^ 1);

    private static int[] Reversed(int[] a) => Each(a.Length, i => a[a.Length - 1 - i]);

    private static int[] SignFlipped(int[] a) => Each(a.Length, i => i == a.Length - 1 ? a[i] ^ 1 : a[i]);

    // Full adders from the lowest bit on.
    private (int[] Bits, int Carry) Sum(int[] a, int[] b, int carry)
    {
        var bits = new int[a.Length];
        for (var i = 0; i < a.Length; i++)
        {
            bits[i] = Xor(Xor(a[i], b[i]), carry);
            carry = Majority(a[i], b[i], carry);
        }

        return (bits, carry);
    }

    private int[] Negated(int[] a) => Sum(Complement(a), Each(a.Length, _ => Circuit.False), Circuit.True).Bits;

    private int[] NegatedIf(int condition, int[] a)
    {
        var negated = Negated(a);
        return Each(a.Length, i => Choice(condition, negated[i], a[i]));
    }

    private int[] Absolute(int[] a) => NegatedIf(a[^1], a);

    // No carry out of a - b.
    private int IsBelow(int[] a, int[] b) => Sum(a, Complement(b), Circuit.True).Carry ^ 1;

    // One row for each bit of b, added in order.
    private int[] Product(int[] a, int[] b)
    {
        var sum = Each(a.Length, i => And(a[i], b[0]));
        for (var row = 1; row < b.Length; row++)
        {
            // Bits below the row stay as they are.
            var low = sum[..row];
            var partial = Each(a.Length - row, i => And(a[i], b[row]));
            sum = [.. low, .. Sum(sum[row..], partial, Circuit.False).Bits];
        }

        return sum;
    }

    // Restoring division from the highest bit on; by zero it gives all ones and the dividend.
    private (int[] Quotient, int[] Remainder) Division(int[] a, int[] b)
    {
        var quotient = new int[a.Length];
        int[] divisor = [.. b, Circuit.False];
        var rest = Each(divisor.Length, _ => Circuit.False);
        for (var i = a.Length - 1; i >= 0; i--)
        {
            rest = [a[i], .. rest[..^1]];
            var (difference, carry) = Sum(rest, Complement(divisor), Circuit.True);
            quotient[i] = carry;
            var before = rest;
            rest = Each(rest.Length, j => Choice(carry, difference[j], before[j]));
        }

        return (quotient, rest[..^1]);
    }

    // Down by each bit of the count in turn; bits beyond the width empty the word.
    private int[] Shifted(int[] a, int[] count, int fill)
    {
        var bits = a;
        for (var i = 0; i < count.Length; i++)
        {
            var (before, step, control) = (bits, i < 30 ? 1 << i : 1 << 30, count[i]);
            bits = Each(a.Length, j => Choice(control, step < a.Length && j + step < a.Length ? before[j + step] : fill, before[j]));
        }

        return bits;
    }

    // One after the other.
    private int[] Count(int[] a)
    {
        var sum = Each(a.Length, i => i == 0 ? a[0] : Circuit.False);
        for (var i = 1; i < a.Length; i++)
        {
            var one = Each(a.Length, j => j == 0 ? a[i] : Circuit.False);
            sum = Sum(sum, one, Circuit.False).Bits;
        }

        return sum;
    }

    // The place of the first bit that is set, or the width.
    private int[] First(int[] a)
    {
        var place = Each(a.Length, i => i < 31 ? a.Length >> i & 1 : 0);
        for (var at = a.Length - 1; at >= 0; at--)
        {
            var (behind, here) = (place, at);
            place = Each(a.Length, i => Choice(a[here], i < 31 ? here >> i & 1 : 0, behind[i]));
        }

        return place;
    }
}
