using System.Numerics;

namespace Assay.Training.Passes;

/// <summary>One head of one block: softmax(Q K' / sqrt(width)) V (Vaswani and others 2017, equation 1).</summary>
/// <param name="tokens">How many tokens there are.</param>
/// <param name="features">From a token to the next.</param>
/// <param name="width">Features of the head.</param>
/// <param name="isCausal">Whether tokens see those before them and themselves only.</param>
internal sealed class AttentionHead<T, S>(int tokens, int features, int width, bool isCausal)
    where T : unmanaged, IReal<T, S>
    where S : unmanaged, IBinaryFloatingPointIeee754<S>
{
    private readonly double _scale = 1 / Math.Sqrt(width);
    private readonly T[] _along = new T[tokens];

    /// <summary>Features of the head.</summary>
    public int Width => width;

    /// <summary>Adds to what the head makes.</summary>
    /// <param name="made">Queries, keys, values, and what is made of them.</param>
    /// <param name="start">Where those of this block and head start.</param>
    /// <param name="shares">Receives what each token weighs for each.</param>
    public void Forward(T[][] made, int start, Span<T> shares)
    {
        for (var i = 0; i < tokens; i++)
        {
            var own = shares.Slice(i * tokens, Seen(i));
            for (var j = 0; j < own.Length; j++)
            {
                own[j] = Dot(made[0], start + (i * features), made[1], start + (j * features)) * T.Of(_scale);
            }

            Softmax(own);
            for (var j = 0; j < own.Length; j++)
            {
                Add(own[j], made[2], start + (j * features), made[3], start + (i * features));
            }
        }
    }

    /// <summary>Adds to the derivatives along queries, keys and values those that follow from what was made.</summary>
    public void Backward(T[][] made, T[][] slopes, int start, ReadOnlySpan<T> shares)
    {
        for (var i = 0; i < tokens; i++)
        {
            var own = shares.Slice(i * tokens, Seen(i));
            var (row, mean) = (start + (i * features), T.Of(0));
            for (var j = 0; j < own.Length; j++)
            {
                var column = start + (j * features);
                _along[j] = Dot(slopes[3], row, made[2], column);
                mean = T.MultiplyAdd(own[j], _along[j], mean);
                Add(own[j], slopes[3], row, slopes[2], column);
            }

            for (var j = 0; j < own.Length; j++)
            {
                var column = start + (j * features);
                var slope = own[j] * (_along[j] - mean) * T.Of(_scale);
                Add(slope, made[1], column, slopes[0], row);
                Add(slope, made[0], row, slopes[1], column);
            }
        }
    }

    private int Seen(int token) => isCausal ? token + 1 : tokens;

    private T Dot(T[] left, int from, T[] right, int to)
    {
        var sum = T.Of(0);
        for (var k = 0; k < width; k++)
        {
            sum = T.MultiplyAdd(left[from + k], right[to + k], sum);
        }

        return sum;
    }

    private void Add(T factor, T[] source, int from, T[] target, int to)
    {
        for (var k = 0; k < width; k++)
        {
            target[to + k] = T.MultiplyAdd(factor, source[from + k], target[to + k]);
        }
    }

    private static void Softmax(Span<T> values)
    {
        var (greatest, sum) = (values[0], T.Of(0));
        foreach (var value in values)
        {
            greatest = T.Greater(value, greatest);
        }

        foreach (ref var value in values)
        {
            value = T.Exp(value - greatest);
            sum += value;
        }

        foreach (ref var value in values)
        {
            value /= sum;
        }
    }
}
