using Assay.Programs.Circuits;
using Assay.Programs.Terms;
namespace Assay.Programs.Deciders.Satisfiability;

/// <summary>Arithmetic on words of literals, lowest bit first, built from gates.</summary>
internal sealed class WordGates(GateBuilder gates)
{
    public static int[] Constant(Bits128 value, int width) => [.. Enumerable.Range(0, width).Select(bit => (int)(value >> bit & 1))];

    public static int[] Not(int[] a) => Array.ConvertAll(a, literal => literal ^ 1);

    public static int[] Extend(int[] a, int width, int fill) => [.. a, .. Enumerable.Repeat(fill, width - a.Length)];

    public int[] Zip(int[] a, int[] b, Func<int, int, int> gate)
    {
        var result = new int[a.Length];
        for (var i = 0; i < a.Length; i++)
        {
            result[i] = gate(a[i], b[i]);
        }

        return result;
    }

    public int[] Choose(int condition, int[] yes, int[] no) => Zip(yes, no, (y, n) => gates.Choice(condition, y, n));

    public int Equal(int[] a, int[] b) => All(Zip(a, b, (x, y) => gates.Xor(x, y) ^ 1));

    public int[] Add(int[] a, int[] b, int carry = Circuit.False)
    {
        var sum = new int[a.Length];
        for (var i = 0; i < a.Length; i++)
        {
            var half = gates.Xor(a[i], b[i]);
            sum[i] = gates.Xor(half, carry);
            carry = i + 1 < a.Length ? gates.Majority(a[i], b[i], carry) : carry;
        }

        return sum;
    }

    public int[] Subtract(int[] a, int[] b) => Add(a, Not(b), Circuit.True);

    public int[] Negate(int[] a) => Add(Constant(0, a.Length), Not(a), Circuit.True);

    public int[] NegateIf(int condition, int[] a) => Choose(condition, Negate(a), a);

    public int[] Magnitude(int[] a) => NegateIf(a[^1], a);

    /// <summary>a below b, unsigned: the borrow of a - b.</summary>
    public int Less(int[] a, int[] b)
    {
        var borrow = Circuit.False;
        for (var i = 0; i < a.Length; i++)
        {
            borrow = gates.Majority(a[i] ^ 1, b[i], borrow);
        }

        return borrow;
    }

    public int SignedLess(int[] a, int[] b) => Less([.. a[..^1], a[^1] ^ 1], [.. b[..^1], b[^1] ^ 1]);

    /// <summary>Rows of partial products, added one by one; runs of ones in a constant are one subtraction (Booth, 1951).</summary>
    public int[] Multiply(int[] a, int[] b)
    {
        if (IsConstant(a))
        {
            (a, b) = (b, a);
        }

        var digits = IsConstant(b) ? NonAdjacent(b) : null;
        var sum = Constant(0, a.Length);
        for (var i = 0; i < b.Length; i++)
        {
            if (digits is null ? b[i] == Circuit.False : digits[i] == 0)
            {
                continue;
            }

            var row = new int[a.Length];
            for (var bit = i; bit < a.Length; bit++)
            {
                row[bit] = digits is null ? gates.And(a[bit - i], b[i]) : a[bit - i];
            }

            sum = digits?[i] == -1 ? Subtract(sum, row) : Add(sum, row);
        }

        return sum;
    }

    /// <summary>Restoring division; a zero divisor gives all ones and the dividend, as SMT-LIB has it.</summary>
    public (int[] Quotient, int[] Remainder) Divide(int[] a, int[] b)
    {
        var quotient = new int[a.Length];

        // One bit more, so that the shifted remainder does not overflow.
        var divisor = Extend(b, b.Length + 1, Circuit.False);
        var remainder = Constant(0, divisor.Length);
        for (var i = a.Length - 1; i >= 0; i--)
        {
            remainder = [a[i], .. remainder[..^1]];
            var isBelow = Less(remainder, divisor);
            quotient[i] = isBelow ^ 1;
            remainder = Choose(isBelow, remainder, Subtract(remainder, divisor));
        }

        return (quotient, remainder[..^1]);
    }

    public int[] ShiftLeft(int[] a, int[] count)
    {
        Array.Reverse(a = [.. a]);
        var result = ShiftRight(a, count, Circuit.False);
        Array.Reverse(result);
        return result;
    }

    /// <summary>A barrel shifter; counts of the width or more leave the fill.</summary>
    public int[] ShiftRight(int[] a, int[] count, int fill)
    {
        var result = a;
        var isPast = Circuit.False;
        for (var bit = 0; bit < count.Length; bit++)
        {
            if (bit >= 31 || 1 << bit >= a.Length)
            {
                isPast = gates.Or(isPast, count[bit]);
                continue;
            }

            var step = 1 << bit;
            var before = result;
            var condition = count[bit];
            result = [.. Enumerable.Range(0, a.Length).Select(i =>
                gates.Choice(condition, i + step < a.Length ? before[i + step] : fill, before[i]))];
        }

        return [.. result.Select(literal => gates.Choice(isPast, fill, literal))];
    }

    /// <summary>How many literals hold, in as many bits as there are literals: a tree of adders.</summary>
    public int[] CountOnes(int[] a)
    {
        List<int[]> numbers = [.. a.Select(literal => Extend([literal], a.Length, Circuit.False))];
        while (numbers.Count > 1)
        {
            numbers = [.. numbers.Chunk(2).Select(pair => pair.Length == 2 ? Add(pair[0], pair[1]) : pair[0])];
        }

        return numbers[0];
    }

    /// <summary>For each bit whether it and all below it are zero.</summary>
    public int[] ZerosBelow(int[] a)
    {
        var all = Circuit.True;
        return Array.ConvertAll(a, literal => all = gates.And(all, literal ^ 1));
    }

    private static bool IsConstant(int[] a) => Array.TrueForAll(a, literal => literal <= Circuit.True);

    // Digits -1, 0, 1 of which no two neighbours are set.
    private static int[] NonAdjacent(int[] constant)
    {
        var digits = new int[constant.Length];
        var carry = 0;
        for (var i = 0; i < constant.Length; i++)
        {
            var bit = constant[i] + carry;
            var next = i + 1 < constant.Length ? constant[i + 1] : 0;
            digits[i] = bit == 1 ? next == 1 ? -1 : 1 : 0;
            carry = bit == 2 || digits[i] == -1 ? 1 : 0;
        }

        return digits;
    }

    private int All(int[] literals)
    {
        var all = Circuit.True;
        foreach (var literal in literals)
        {
            all = gates.And(all, literal);
        }

        return all;
    }
}
