using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Assay.Programs.Terms;

namespace Assay.Programs.Evaluation;

/// <summary>
/// Evaluates terms of up to 64 bits on a block of inputs at once, one operation over all lanes at a time.
/// Values stand zero-extended in 64-bit lanes. <see cref="TermEvaluator"/> is its oracle.
/// </summary>
internal sealed class BlockEvaluator
{
    private const int MostBytes = 48 << 20;
    private const int DivisionCost = 15;

    private readonly Step[] _steps;
    private readonly Dictionary<Term, int> _slots = [];
    private readonly ulong[][] _values;

    private BlockEvaluator(List<Term> order, int lanes)
    {
        Lanes = lanes;
        _values = new ulong[order.Count][];
        List<Step> steps = [];
        foreach (var term in order)
        {
            var slot = _slots.Count;
            _slots[term] = slot;
            _values[slot] = GC.AllocateUninitializedArray<ulong>(lanes);
            if (term.Op == Op.Constant)
            {
                Array.Fill(_values[slot], (ulong)term.Payload);
            }
            else if (term.Op != Op.Variable)
            {
                steps.Add(new Step(term, slot, [.. term.Args.Select(argument => _slots[argument])]));
            }
        }

        _steps = [.. steps];
        Operations = steps.Sum(step => step.Term.Op is Op.UDiv or Op.URem or Op.SDiv or Op.SRem ? DivisionCost : 1);
    }

    /// <summary>How many inputs a block holds.</summary>
    public int Lanes { get; }

    /// <summary>How many operations one input takes; a division counts as the many additions that it takes as long as.</summary>
    public int Operations { get; }

    /// <summary>An evaluator for the roots and the given variables, or null when a term is wider than 64 bits.</summary>
    public static BlockEvaluator? TryCreate(IEnumerable<Term> variables, params IEnumerable<Term> roots)
    {
        var order = TermOrder.Of(roots.Concat(variables));
        if (order.Any(term => term.Width > 64 || !term.Sort.IsScalar))
        {
            return null;
        }

        var lanes = Math.Clamp(MostBytes / (8 * order.Count) / 8 * 8, 8, 512);
        return (long)lanes * order.Count * 8 > 4L * MostBytes ? null : new BlockEvaluator(order, lanes);
    }

    /// <summary>The lanes of a variable, to be filled before <see cref="Run"/>, or of a result after it.</summary>
    public Span<ulong> this[Term term] => _values[_slots[term]];

    /// <summary>The same as an array, for inner loops.</summary>
    public ulong[] LanesOf(Term term) => _values[_slots[term]];

    /// <summary>Evaluates every term on the inputs in the variables' lanes.</summary>
    public void Run()
    {
        foreach (var step in _steps)
        {
            Execute(step);
        }
    }

    /// <summary>The first lane below <paramref name="count"/> where a boolean term is true, or -1.</summary>
    public int FirstTrue(Term term, int count) => _values[_slots[term]].AsSpan(0, count).IndexOf(1UL);

    private void Execute(Step step)
    {
        var term = step.Term;
        if (term.Op >= Op.FNeg || (term.Op == Op.Equal && term.Args[0].Sort.Kind == SortKind.Float))
        {
            ByMeaning(step);
            return;
        }

        var mask = (ulong)term.Sort.Mask;
        var to = _values[step.Slot];
        var a = _values[step.Args[0]];
        var b = step.Args.Length > 1 ? _values[step.Args[1]] : a;
        var shift = 64 - term.Args[0].Width;
        switch (term.Op)
        {
            case Op.Not:
                Unary<XorLanes>(a, to, 1, 1);
                break;
            case Op.And or Op.BvAnd:
                Binary<AndLanes>(a, b, to, mask);
                break;
            case Op.Or or Op.BvOr:
                Binary<OrLanes>(a, b, to, mask);
                break;
            case Op.BvXor:
                Binary<XorLanes>(a, b, to, mask);
                break;
            case Op.Equal:
                Binary<EqualLanes>(a, b, to, 1);
                break;
            case Op.BvNot:
                Unary<XorLanes>(a, to, mask, mask);
                break;
            case Op.Neg:
                Unary<SubFromLanes>(a, to, 0, mask);
                break;
            case Op.Add:
                Binary<AddLanes>(a, b, to, mask);
                break;
            case Op.Sub:
                Binary<SubLanes>(a, b, to, mask);
                break;
            case Op.Mul:
                Binary<MulLanes>(a, b, to, mask);
                break;
            case Op.ULt:
                Binary<LessLanes>(a, b, to, 1);
                break;
            case Op.Ite:
                Choose(a, b, _values[step.Args[2]], to);
                break;
            case Op.ZeroExtend:
                a.CopyTo(to, 0);
                break;
            case Op.Extract:
                var low = (int)term.Payload;
                for (var i = 0; i < to.Length; i += 8)
                {
                    ((Vector512.LoadUnsafe(ref a[i]) >> low) & Vector512.Create(mask)).StoreUnsafe(ref to[i]);
                }

                break;
            case Op.SLt:
                for (var i = 0; i < to.Length; i += 8)
                {
                    var (x, y) = ((Vector512.LoadUnsafe(ref a[i]) << shift).AsInt64(), (Vector512.LoadUnsafe(ref b[i]) << shift).AsInt64());
                    (Vector512.LessThan(x, y).AsUInt64() & Vector512.Create(1UL)).StoreUnsafe(ref to[i]);
                }

                break;
            case Op.SignExtend:
                for (var i = 0; i < to.Length; i += 8)
                {
                    var x = (Vector512.LoadUnsafe(ref a[i]) << shift).AsInt64() >> shift;
                    (x.AsUInt64() & Vector512.Create(mask)).StoreUnsafe(ref to[i]);
                }

                break;
            default:
                Lanewise(term, to, a, b, mask, shift);
                break;
        }
    }

    private static void Unary<TLanes>(ulong[] a, ulong[] to, ulong constant, ulong mask)
        where TLanes : struct, ILanes
    {
        var (other, bits) = (Vector512.Create(constant), Vector512.Create(mask));
        for (var i = 0; i < to.Length; i += 8)
        {
            (TLanes.Apply(Vector512.LoadUnsafe(ref a[i]), other) & bits).StoreUnsafe(ref to[i]);
        }
    }

    private static void Binary<TLanes>(ulong[] a, ulong[] b, ulong[] to, ulong mask)
        where TLanes : struct, ILanes
    {
        var bits = Vector512.Create(mask);
        for (var i = 0; i < to.Length; i += 8)
        {
            (TLanes.Apply(Vector512.LoadUnsafe(ref a[i]), Vector512.LoadUnsafe(ref b[i])) & bits).StoreUnsafe(ref to[i]);
        }
    }

    private static void Choose(ulong[] condition, ulong[] yes, ulong[] no, ulong[] to)
    {
        for (var i = 0; i < to.Length; i += 8)
        {
            var takes = -Vector512.LoadUnsafe(ref condition[i]);
            Vector512.ConditionalSelect(takes, Vector512.LoadUnsafe(ref yes[i]), Vector512.LoadUnsafe(ref no[i])).StoreUnsafe(ref to[i]);
        }
    }

    private static void Lanewise(Term term, ulong[] to, ulong[] a, ulong[] b, ulong mask, int shift)
    {
        var width = (ulong)(uint)term.Width;
        switch (term.Op)
        {
            case Op.Shl:
                Each(a, b, to, (x, y) => y >= width ? 0 : (x << (int)y) & mask);
                break;
            case Op.LShr:
                Each(a, b, to, (x, y) => y >= width ? 0 : x >> (int)y);
                break;
            case Op.AShr:
                Each(a, b, to, (x, y) => (ulong)((long)(x << shift) >> shift >> (int)Math.Min(y, 63)) & mask);
                break;
            case Op.UDiv:
                Each(a, b, to, (x, y) => y == 0 ? mask : x / y);
                break;
            case Op.URem:
                Each(a, b, to, (x, y) => y == 0 ? x : x % y);
                break;
            case Op.SDiv:
                Each(a, b, to, (x, y) => SignedDivide((long)(x << shift) >> shift, (long)(y << shift) >> shift) & mask);
                break;
            case Op.SRem:
                Each(a, b, to, (x, y) => SignedRemainder((long)(x << shift) >> shift, (long)(y << shift) >> shift) & mask);
                break;
            case Op.PopCount:
                Each(a, b, to, (x, _) => (ulong)BitOperations.PopCount(x));
                break;
            case Op.LeadingZeros:
                Each(a, b, to, (x, _) => (ulong)BitOperations.LeadingZeroCount(x) - (64 - width));
                break;
            case Op.TrailingZeros:
                Each(a, b, to, (x, _) => Math.Min((ulong)BitOperations.TrailingZeroCount(x), width));
                break;
            case Op.Concat:
                var lowWidth = term.Args[1].Width;
                Each(a, b, to, (x, y) => (x << lowWidth) | y);
                break;
            default:
                throw new InvalidOperationException($"{term.Op} has no lanes.");
        }
    }

    // Floats are rare and their corner cases many: they go through the reference.
    private void ByMeaning(Step step)
    {
        var arguments = new Value[step.Args.Length];
        for (var i = 0; i < Lanes; i++)
        {
            for (var k = 0; k < arguments.Length; k++)
            {
                arguments[k] = new Value(step.Term.Args[k].Sort, _values[step.Args[k]][i]);
            }

            _values[step.Slot][i] = (ulong)Meaning.Apply(step.Term.Op, step.Term.Sort, step.Term.Payload, arguments).Bits;
        }
    }

    private static void Each(ulong[] a, ulong[] b, ulong[] to, Func<ulong, ulong, ulong> apply)
    {
        for (var i = 0; i < to.Length; i++)
        {
            to[i] = apply(a[i], b[i]);
        }
    }

    private static ulong SignedDivide(long x, long y) => y switch
    {
        0 => x < 0 ? 1UL : ulong.MaxValue,
        -1 => (ulong)-x,
        _ => (ulong)(x / y),
    };

    private static ulong SignedRemainder(long x, long y) => y switch
    {
        0 => (ulong)x,
        -1 => 0,
        _ => (ulong)(x % y),
    };

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Step(Term Term, int Slot, int[] Args);
}
