using System.Numerics;
using Assay.Training.Passes;

namespace Assay.LanguageModels.Transformers;

/// <summary>One layer: what attention makes of normalised features is added to them, and then what a hidden layer of rectified units makes of them.</summary>
internal sealed class TransformerLayer<T, S>
    where T : unmanaged, IReal<T, S>
    where S : unmanaged, IBinaryFloatingPointIeee754<S>
{
    private readonly TransformerShape _shape;
    private readonly LayerLayout _layout;
    private readonly AttentionHead<T, S>[] _heads;
    private readonly Normalisation<T, S> _first;
    private readonly Normalisation<T, S> _second;

    // Features as they come in, normalised, between the two parts, normalised, and of hidden units.
    private readonly T[] _input;
    private readonly T[] _normal;
    private readonly T[] _between;
    private readonly T[] _normalBetween;
    private readonly T[] _hidden;

    public TransformerLayer(TransformerShape shape, LayerLayout layout, int panels, Sight<T, S> sight, Rotation<T, S> rotation)
    {
        (_shape, _layout) = (shape, layout);
        _heads = [.. Enumerable.Range(0, shape.Heads).Select(_ => new AttentionHead<T, S>(shape.HeadWidth, panels, sight, rotation))];
        (_first, _second) = (new(layout.AttentionGain, panels), new(layout.HiddenGain, panels));
        var count = panels * shape.Width;
        (_input, _normal, _between, _normalBetween, _hidden) = (new T[count], new T[count], new T[count], new T[count], new T[panels * shape.Hidden]);
    }

    /// <summary>Changes the features of all tokens.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="features">The features, panel after panel.</param>
    public void Forward(ReadOnlySpan<S> parameters, Span<T> features)
    {
        var panels = features.Length / _shape.Width;
        features.CopyTo(_input);
        var normal = _normal.AsSpan(0, features.Length);
        _first.Forward(parameters, features, normal);
        for (var head = 0; head < _heads.Length; head++)
        {
            var one = _heads[head];
            Project(parameters, Rows(_layout.Query, head), normal, one.Query, panels);
            Project(parameters, Rows(_layout.Key, head), normal, one.Key, panels);
            Project(parameters, Rows(_layout.Value, head), normal, one.Value, panels);
            one.Forward();
            T.Apply(parameters, Columns(head), one.Output, features, panels);
        }

        features.CopyTo(_between);
        var normalBetween = _normalBetween.AsSpan(0, features.Length);
        _second.Forward(parameters, features, normalBetween);
        Project(parameters, _layout.Rise, normalBetween, _hidden, panels);
        var zero = T.Of(0);
        foreach (ref var unit in _hidden.AsSpan(0, panels * _shape.Hidden))
        {
            unit = T.WhereGreater(unit, zero, unit, zero);
        }

        T.Apply(parameters, _layout.Fall, _hidden, features, panels);
    }

    /// <summary>Makes slopes along what came in of those along what went out, and adds to those along the parameters.</summary>
    public void Backward(ReadOnlySpan<S> parameters, Span<S> gradient, Span<T> slopes, LayerSlopes<T> room)
    {
        var panels = slopes.Length / _shape.Width;
        var between = room.Normal.AsSpan(0, slopes.Length);
        var hidden = room.Hidden.AsSpan(0, panels * _shape.Hidden);
        T.Correlate(gradient, _layout.Fall, slopes, _hidden, panels);
        Project(parameters, _layout.Fall.Transposed, slopes, hidden, panels);
        var zero = T.Of(0);
        for (var i = 0; i < hidden.Length; i++)
        {
            hidden[i] = T.WhereGreater(_hidden[i], zero, hidden[i], zero);
        }

        T.Correlate(gradient, _layout.Rise, hidden, _normalBetween, panels);
        Project(parameters, _layout.Rise.Transposed, hidden, between, panels);
        _second.Backward(gradient, _between.AsSpan(0, slopes.Length), between, slopes);

        var normal = between;
        normal.Clear();
        for (var head = 0; head < _heads.Length; head++)
        {
            var (one, to) = (_heads[head], room.Head);
            T.Correlate(gradient, Columns(head), slopes, one.Output, panels);
            Project(parameters, Columns(head).Transposed, slopes, to.Output, panels);
            one.Backward(to);
            Project(parameters, gradient, Rows(_layout.Query, head), to.Query, normal, panels);
            Project(parameters, gradient, Rows(_layout.Key, head), to.Key, normal, panels);
            Project(parameters, gradient, Rows(_layout.Value, head), to.Value, normal, panels);
        }

        _first.Backward(gradient, _input.AsSpan(0, slopes.Length), normal, slopes);
    }

    private static void Project(ReadOnlySpan<S> parameters, WeightView weights, ReadOnlySpan<T> from, Span<T> to, int panels)
    {
        to = to[..(panels * weights.Rows)];
        to.Clear();
        T.Apply(parameters, weights, from, to, panels);
    }

    // The way back of a projection of normalised features.
    private void Project(ReadOnlySpan<S> parameters, Span<S> gradient, WeightView weights, ReadOnlySpan<T> slopes, Span<T> to, int panels)
    {
        T.Correlate(gradient, weights, slopes, _normal, panels);
        T.Apply(parameters, weights.Transposed, slopes, to, panels);
    }

    private WeightView Rows(WeightView all, int head) =>
        all with { Start = all.Start + (head * _shape.HeadWidth * all.RowStride), Rows = _shape.HeadWidth };

    private WeightView Columns(int head) =>
        _layout.Output with { Start = _layout.Output.Start + (head * _shape.HeadWidth), Columns = _shape.HeadWidth };
}

/// <summary>Room for the slopes of one layer, which all of them share.</summary>
internal sealed class LayerSlopes<T>(TransformerShape shape, int panels, int lanes)
{
    /// <summary>Along normalised features.</summary>
    public T[] Normal { get; } = new T[panels * shape.Width];

    /// <summary>Along hidden units.</summary>
    public T[] Hidden { get; } = new T[panels * shape.Hidden];

    /// <summary>Along what heads made.</summary>
    public HeadSlopes<T> Head { get; } = new(shape.HeadWidth, panels, lanes);
}
