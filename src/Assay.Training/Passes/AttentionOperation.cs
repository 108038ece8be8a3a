using System.Numerics;
using Assay.Training.Networks;

namespace Assay.Training.Passes;

/// <summary>Multi-head self-attention.</summary>
internal sealed class AttentionOperation<T, S> : Operation<T, S>
    where T : unmanaged, IReal<T, S>
    where S : unmanaged, IBinaryFloatingPointIeee754<S>
{
    private readonly Projection<T, S>[] _projections;
    private readonly AttentionHead<T, S> _head;
    private readonly int _heads;
    private readonly int _tokens;

    // Queries, keys, values, what the heads made of them; and the derivative of the loss along each.
    private readonly T[][] _made;
    private readonly T[][] _slopes;

    // For each block and head, how much each token weighs for each.
    private readonly T[] _shares;

    public AttentionOperation(Attention attention, Stage stage, int blocks)
        : base(stage, blocks)
    {
        var (tokens, features) = (stage.Input.Sizes[0], stage.Input.Sizes[1]);
        (_heads, _tokens) = (attention.Heads, tokens);
        _projections = [.. Enumerable.Range(0, 4).Select(i => new Projection<T, S>(stage.Blocks[2 * i], stage.Blocks[(2 * i) + 1]))];
        _head = new(tokens, features, features / attention.Heads, attention.IsCausal);
        _made = [.. Enumerable.Range(0, 4).Select(_ => new T[blocks * Inputs])];
        _slopes = [.. Enumerable.Range(0, 4).Select(_ => new T[blocks * Inputs])];
        _shares = new T[checked(blocks * attention.Heads * tokens * tokens)];
    }

    public override void Forward(Pass<T, S> pass, ReadOnlySpan<T> input)
    {
        var (count, positions) = (pass.Blocks * Inputs, pass.Blocks * _tokens);
        for (var i = 0; i < 3; i++)
        {
            _projections[i].Forward(pass, input, _made[i].AsSpan(0, count), positions);
        }

        _made[3].AsSpan(0, count).Clear();
        for (var part = 0; part < pass.Blocks * _heads; part++)
        {
            _head.Forward(_made, Start(part), Shares(part));
        }

        _projections[3].Forward(pass, _made[3].AsSpan(0, count), Output.AsSpan(0, count), positions);
    }

    public override void Backward(Pass<T, S> pass, ReadOnlySpan<T> input, ReadOnlySpan<T> outputGradient, Span<T> inputGradient)
    {
        var (count, positions) = (pass.Blocks * Inputs, pass.Blocks * _tokens);
        foreach (var slopes in _slopes)
        {
            slopes.AsSpan(0, count).Clear();
        }

        _projections[3].Backward(pass, _made[3].AsSpan(0, count), outputGradient, _slopes[3].AsSpan(0, count), positions);
        for (var part = 0; part < pass.Blocks * _heads; part++)
        {
            _head.Backward(_made, _slopes, Start(part), Shares(part));
        }

        inputGradient.Fill(T.Of(0));
        for (var i = 0; i < 3; i++)
        {
            _projections[i].Backward(pass, input, _slopes[i].AsSpan(0, count), inputGradient, positions);
        }
    }

    private int Start(int part) => (part / _heads * Inputs) + (part % _heads * _head.Width);

    private Span<T> Shares(int part) => _shares.AsSpan(part * _tokens * _tokens, _tokens * _tokens);
}
