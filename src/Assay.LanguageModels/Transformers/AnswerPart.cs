using System.Numerics;
using System.Runtime.InteropServices;
using Assay.Training.Passes;

namespace Assay.LanguageModels.Transformers;

/// <summary>From features of tokens to probabilities of the words that follow, only where a word is asked for.</summary>
internal sealed class AnswerPart<T, S>
    where T : unmanaged, IReal<T, S>
    where S : unmanaged, IBinaryFloatingPointIeee754<S>
{
    private readonly TransformerLayout _layout;
    private readonly int _width;
    private readonly int _words;
    private readonly Normalisation<T, S> _normalisation;
    private readonly T[] _chosen;
    private readonly T[] _normal;
    private readonly T[] _logits;
    private readonly T[] _slopes;

    public AnswerPart(TransformerLayout layout, int panels)
    {
        (_layout, _width, _words) = (layout, layout.Shape.Width, layout.Shape.Words);
        _normalisation = new(layout.Gain, panels);
        (_chosen, _normal, _slopes, _logits) = (new T[panels * _width], new T[panels * _width], new T[panels * _width], new T[panels * _words]);
    }

    /// <summary>Answers x words.</summary>
    public double[] LogChances(ReadOnlySpan<S> parameters, ReadOnlySpan<T> features, TokenSequence sequence)
    {
        var panels = Forward(parameters, features, sequence);
        var result = new double[sequence.Answers.Count * _words];
        Span<S> lanes = stackalloc S[T.Lanes];
        for (var panel = 0; panel < panels; panel++)
        {
            var logits = _logits.AsSpan(panel * _words, _words);
            var (greatest, sum) = Exponentials(logits, isKept: false);
            var shift = greatest + T.Log(sum);
            for (var word = 0; word < _words; word++)
            {
                T.Store(logits[word] - shift, lanes);
                for (var lane = 0; lane < Math.Min(T.Lanes, sequence.Answers.Count - (panel * T.Lanes)); lane++)
                {
                    result[(((panel * T.Lanes) + lane) * _words) + word] = double.CreateChecked(lanes[lane]);
                }
            }
        }

        return result;
    }

    /// <summary>Adds to the gradient, and fills the slopes along all features.</summary>
    public (double Loss, int Hits) Gradient(ReadOnlySpan<S> parameters, Span<S> gradient, ReadOnlySpan<T> features, Span<T> slopes, TokenSequence sequence, double weight)
    {
        var panels = Forward(parameters, features, sequence);
        var (loss, hits) = (0.0, 0);
        for (var panel = 0; panel < panels; panel++)
        {
            var logits = _logits.AsSpan(panel * _words, _words);
            var (first, count) = (panel * T.Lanes, Math.Min(T.Lanes, sequence.Answers.Count - (panel * T.Lanes)));
            var numbers = MemoryMarshal.Cast<T, S>(logits);
            var right = 0.0;
            for (var lane = 0; lane < count; lane++)
            {
                right += double.CreateChecked(numbers[(sequence.Answers[first + lane].Word * T.Lanes) + lane]);
            }

            var (greatest, sum) = Exponentials(logits, isKept: true);
            loss += Total(greatest + T.Log(sum), count) - right;
            var scale = T.Of(weight) / sum;
            for (var lane = 0; lane < count; lane++)
            {
                hits += numbers[(sequence.Answers[first + lane].Word * T.Lanes) + lane] == S.One ? 1 : 0;
            }

            foreach (ref var logit in logits)
            {
                logit *= scale;
            }

            for (var lane = 0; lane < T.Lanes; lane++)
            {
                if (lane < count)
                {
                    numbers[(sequence.Answers[first + lane].Word * T.Lanes) + lane] -= S.CreateChecked(weight);
                    continue;
                }

                for (var word = 0; word < _words; word++)
                {
                    numbers[(word * T.Lanes) + lane] = S.Zero;
                }
            }
        }

        Backward(parameters, gradient, slopes, sequence, panels);
        return (loss, hits);
    }

    // Features of the tokens that are asked, side by side, and their logits.
    private int Forward(ReadOnlySpan<S> parameters, ReadOnlySpan<T> features, TokenSequence sequence)
    {
        var panels = (sequence.Answers.Count + T.Lanes - 1) / T.Lanes;
        var chosen = _chosen.AsSpan(0, panels * _width);
        chosen.Clear();
        var from = MemoryMarshal.Cast<T, S>(features);
        var to = MemoryMarshal.Cast<T, S>(chosen);
        for (var answer = 0; answer < sequence.Answers.Count; answer++)
        {
            var (source, target) = (Place(sequence.Answers[answer].Token), Place(answer));
            for (var i = 0; i < _width; i++)
            {
                to[target + (i * T.Lanes)] = from[source + (i * T.Lanes)];
            }
        }

        _normalisation.Forward(parameters, chosen, _normal);
        _logits.AsSpan(0, panels * _words).Clear();
        T.Apply(parameters, _layout.Unembedding, _normal, _logits, panels);
        return panels;
    }

    private void Backward(ReadOnlySpan<S> parameters, Span<S> gradient, Span<T> slopes, TokenSequence sequence, int panels)
    {
        T.Correlate(gradient, _layout.Unembedding, _logits, _normal, panels);
        var normal = _slopes.AsSpan(0, panels * _width);
        var chosen = slopes[..(panels * _width)];
        normal.Clear();
        T.Apply(parameters, _layout.Unembedding.Transposed, _logits, normal, panels);

        // The answers are no more than the tokens: their slopes fit where those of all tokens go.
        chosen.Clear();
        _normalisation.Backward(gradient, _chosen.AsSpan(0, chosen.Length), normal, chosen);
        chosen.CopyTo(normal);
        slopes.Clear();
        ReadOnlySpan<S> from = MemoryMarshal.Cast<T, S>(normal);
        var to = MemoryMarshal.Cast<T, S>(slopes);
        for (var answer = 0; answer < sequence.Answers.Count; answer++)
        {
            var (source, target) = (Place(answer), Place(sequence.Answers[answer].Token));
            for (var i = 0; i < _width; i++)
            {
                to[target + (i * T.Lanes)] += from[source + (i * T.Lanes)];
            }
        }
    }

    // The greatest logit, and the sum of exponentials of what logits have less than it.
    private static (T Greatest, T Sum) Exponentials(Span<T> logits, bool isKept)
    {
        var (greatest, sum) = (logits[0], T.Of(0));
        foreach (var logit in logits)
        {
            greatest = T.WhereGreater(logit, greatest, logit, greatest);
        }

        foreach (ref var logit in logits)
        {
            var power = T.Exp(logit - greatest);
            sum += power;
            logit = isKept ? power : logit;
        }

        return (greatest, sum);
    }

    private static double Total(T value, int count)
    {
        Span<S> lanes = stackalloc S[T.Lanes];
        T.Store(value, lanes);
        var sum = 0.0;
        for (var lane = 0; lane < count; lane++)
        {
            sum += double.CreateChecked(lanes[lane]);
        }

        return sum;
    }

    private int Place(int token) => (token / T.Lanes * _width * T.Lanes) + (token % T.Lanes);
}
