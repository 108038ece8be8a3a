namespace Assay.Programs.Synthesis.Shortening.Expressions;

/// <summary>
/// Recognises in a moment that no last operation on a value gives the wanted result, by looking at the first test only.
/// It may say yes where the answer is no, never the other way round.
/// </summary>
/// <param name="task">What is sought.</param>
/// <param name="tests">The tests.</param>
internal sealed class LastStep(ExpressionTask task, ExpressionTests tests)
{
    private const ulong Mix = 0x9E3779B97F4A7C15UL;

    private readonly ulong _target = tests.Target[0];
    private readonly ulong _mask = ExpressionMeaning.Mask(task.Width);

    // With only some bits of the result to go by, nothing can be worked out backwards.
    private readonly bool _sees = task.IsFullWidth;

    /// <summary>The bit that stands for a number in a set of numbers.</summary>
    public static ulong Trace(ulong value) => 1UL << (int)((value * Mix) >> 58);

    /// <summary>Whether an operation on <paramref name="x"/> and one of other values, in either order, may give the result.</summary>
    /// <param name="operation">A binary operation.</param>
    /// <param name="x">The value on the first test.</param>
    /// <param name="others">The traces of the other values on the first test.</param>
    public bool MayReach(ExpressionOperator operation, ulong x, ulong others)
    {
        var target = _target;
        return !_sees || operation switch
        {
            ExpressionOperator.Add => (others & Trace((target - x) & _mask)) != 0,
            ExpressionOperator.Sub => (others & (Trace((x - target) & _mask) | Trace((target + x) & _mask))) != 0,
            ExpressionOperator.Xor => (others & Trace(x ^ target)) != 0,
            ExpressionOperator.And => (target & ~x) == 0,
            ExpressionOperator.Or => (x & ~target) == 0,
            ExpressionOperator.SignedLess or ExpressionOperator.UnsignedLess or ExpressionOperator.Equal => tests.TargetIsBit,
            _ => true,
        };
    }

    /// <summary>Whether an operation on two rows gives the wanted row.</summary>
    public bool Reaches(ExpressionOperator operation, ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b)
    {
        for (var lane = 0; lane < a.Length; lane++)
        {
            if ((ExpressionMeaning.Apply(operation, a[lane], b[lane], task.Width) & task.ResultMask) != tests.Target[lane])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether an operation on two values of the first test gives the wanted number there.</summary>
    public bool FirstReaches(ExpressionOperator operation, ulong a, ulong b)
    {
        var count = (int)b & ExpressionMeaning.CountMask(task.Width);
        var first = operation switch
        {
            ExpressionOperator.Shl => (a << count) & _mask,
            ExpressionOperator.Shr => a >> count,
            ExpressionOperator.Add => (a + b) & _mask,
            ExpressionOperator.Sub => (a - b) & _mask,
            ExpressionOperator.And => a & b,
            ExpressionOperator.Or => a | b,
            ExpressionOperator.Xor => a ^ b,
            _ => ExpressionMeaning.Apply(operation, a, b, task.Width),
        };
        return (first & task.ResultMask) == _target;
    }
}
