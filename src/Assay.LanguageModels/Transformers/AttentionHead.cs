using System.Numerics;
using System.Runtime.InteropServices;
using Assay.Training.Passes;

namespace Assay.LanguageModels.Transformers;

/// <summary>One head of attention: softmax(Q K' / sqrt(width)) V (Vaswani and others 2017, equation 1), all by products of panels.</summary>
/// <remarks>
/// What weighs tokens is stored for each panel of keys, and of queries from the same panel on, key after key. A panel of keys or values is the matrix
/// of one product for all these queries.
/// </remarks>
internal sealed class AttentionHead<T, S>
    where T : unmanaged, IReal<T, S>
    where S : unmanaged, IBinaryFloatingPointIeee754<S>
{
    private readonly int _width;
    private readonly T _scale;
    private readonly Sight<T, S> _sight;
    private readonly Rotation<T, S> _rotation;
    private readonly WeightView _values;
    private readonly WeightView _keys;
    private readonly T[] _shares;

    /// <param name="width">Features of the head.</param>
    /// <param name="panels">The most panels of tokens.</param>
    /// <param name="sight">Which tokens each token sees.</param>
    /// <param name="rotation">Where they stand.</param>
    public AttentionHead(int width, int panels, Sight<T, S> sight, Rotation<T, S> rotation)
    {
        (_width, _sight, _rotation) = (width, sight, rotation);
        _scale = T.Of(1 / Math.Sqrt(width));
        _values = new WeightView(0, width, T.Lanes, T.Lanes, 1);
        _keys = _values.Transposed;
        (Query, Key, Value, Output) = (new T[panels * width], new T[panels * width], new T[panels * width], new T[panels * width]);
        _shares = new T[panels * (panels + 1) / 2 * T.Lanes];
    }

    /// <summary>What each token asks for, panel after panel.</summary>
    public T[] Query { get; }

    /// <summary>What it is found by.</summary>
    public T[] Key { get; }

    /// <summary>What it gives.</summary>
    public T[] Value { get; }

    /// <summary>What it found.</summary>
    public T[] Output { get; }

    /// <summary>Fills <see cref="Output"/>; queries and keys are turned.</summary>
    public void Forward()
    {
        var panels = _sight.Panels;
        _rotation.Turn(Query.AsSpan(0, panels * _width));
        _rotation.Turn(Key.AsSpan(0, panels * _width));
        Output.AsSpan(0, panels * _width).Clear();
        _shares.AsSpan(0, Start(panels, panels)).Clear();
        for (var keys = 0; keys < panels; keys++)
        {
            T.Apply(Numbers(Key, keys), _keys, From(Query, keys), From(_shares, keys, panels), panels - keys);
        }

        for (var queries = 0; queries < panels; queries++)
        {
            Softmax(queries, panels);
        }

        for (var keys = 0; keys < panels; keys++)
        {
            T.Apply(Numbers(Value, keys), _values, From(_shares, keys, panels), From(Output, keys), panels - keys);
        }
    }

    /// <summary>Fills the slopes along queries, keys and values from those along the output.</summary>
    /// <param name="slopes">Room for them; of the output they are there.</param>
    public void Backward(HeadSlopes<T> slopes)
    {
        var panels = _sight.Panels;
        foreach (var room in (ReadOnlySpan<T[]>)[slopes.Query, slopes.Key, slopes.Value])
        {
            room.AsSpan(0, panels * _width).Clear();
        }

        slopes.Shares.AsSpan(0, Start(panels, panels)).Clear();
        for (var keys = 0; keys < panels; keys++)
        {
            var output = From(slopes.Output, keys);
            T.Apply(Numbers(Value, keys), _keys, output, From(slopes.Shares, keys, panels), panels - keys);
            T.Correlate(Numbers(slopes.Value, keys), _values, output, From(_shares, keys, panels), panels - keys);
        }

        for (var queries = 0; queries < panels; queries++)
        {
            SoftmaxBackward(queries, panels, slopes.Shares);
        }

        for (var keys = 0; keys < panels; keys++)
        {
            var scores = From(slopes.Shares, keys, panels);
            T.Apply(Numbers(Key, keys), _values, scores, From(slopes.Query, keys), panels - keys);
            T.Correlate(Numbers(slopes.Key, keys), _values, From(Query, keys), scores, panels - keys);
        }

        _rotation.TurnBack(slopes.Query.AsSpan(0, panels * _width));
        _rotation.TurnBack(slopes.Key.AsSpan(0, panels * _width));
    }

    // Where shares of a panel of keys start.
    private static int Start(int keys, int panels) => ((keys * panels) - (keys * (keys - 1) / 2)) * T.Lanes;

    private static Span<T> From(T[] shares, int keys, int panels) => shares.AsSpan(Start(keys, panels), (panels - keys) * T.Lanes);

    private static Span<T> Share(T[] shares, int queries, int keys, int panels) => shares.AsSpan(Start(keys, panels) + ((queries - keys) * T.Lanes), T.Lanes);

    private Span<T> From(T[] features, int panel) => features.AsSpan(panel * _width, (_sight.Panels - panel) * _width);

    private Span<S> Numbers(T[] features, int panel) => MemoryMarshal.Cast<T, S>(features.AsSpan(panel * _width, _width));

    private void Softmax(int queries, int panels)
    {
        var greatest = T.Of(double.MinValue);
        for (var keys = 0; keys <= queries; keys++)
        {
            var scores = Share(_shares, queries, keys, panels);
            _sight.Hide(queries, keys, scores);
            for (var i = 0; i < scores.Length; i++)
            {
                greatest = T.WhereGreater(scores[i], greatest, scores[i], greatest);
            }
        }

        var (shift, sum) = (greatest * _scale * T.Of(-1), T.Of(0));
        for (var keys = 0; keys <= queries; keys++)
        {
            var scores = Share(_shares, queries, keys, panels);
            for (var i = 0; i < scores.Length; i++)
            {
                scores[i] = T.Exp(T.MultiplyAdd(scores[i], _scale, shift));
                sum += scores[i];
            }
        }

        var inverse = T.Of(1) / sum;
        for (var keys = 0; keys <= queries; keys++)
        {
            var shares = Share(_shares, queries, keys, panels);
            for (var i = 0; i < shares.Length; i++)
            {
                shares[i] *= inverse;
            }
        }
    }

    private void SoftmaxBackward(int queries, int panels, T[] slopes)
    {
        var mean = T.Of(0);
        for (var keys = 0; keys <= queries; keys++)
        {
            var shares = Share(_shares, queries, keys, panels);
            var along = Share(slopes, queries, keys, panels);
            for (var i = 0; i < shares.Length; i++)
            {
                mean = T.MultiplyAdd(shares[i], along[i], mean);
            }
        }

        for (var keys = 0; keys <= queries; keys++)
        {
            var shares = Share(_shares, queries, keys, panels);
            var along = Share(slopes, queries, keys, panels);
            for (var i = 0; i < shares.Length; i++)
            {
                along[i] = shares[i] * (along[i] - mean) * _scale;
            }
        }
    }
}

/// <summary>Room for the slopes of one head.</summary>
internal sealed class HeadSlopes<T>(int width, int panels, int lanes)
{
    /// <summary>Along queries.</summary>
    public T[] Query { get; } = new T[panels * width];

    /// <summary>Along keys.</summary>
    public T[] Key { get; } = new T[panels * width];

    /// <summary>Along values.</summary>
    public T[] Value { get; } = new T[panels * width];

    /// <summary>Along what was found.</summary>
    public T[] Output { get; } = new T[panels * width];

    /// <summary>Along what weighs tokens.</summary>
    public T[] Shares { get; } = new T[panels * (panels + 1) / 2 * lanes];
}
