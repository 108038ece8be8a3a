using System.Numerics;
using Assay.Training.Rows;

namespace Assay.Training.Passes;

/// <summary>Samples in blocks: sample s lies in block s / lanes, and its entries one after another.</summary>
internal sealed class Batch<T, S>
    where T : unmanaged, IReal<T, S>
    where S : unmanaged, IBinaryFloatingPointIeee754<S>
{
    private readonly int _features;
    private readonly int _most;
    private T[]? _inputs;
    private int _inputsFilling;

    /// <summary>Room for samples.</summary>
    /// <param name="most">The most samples that it will hold.</param>
    /// <param name="features">Entries of each.</param>
    /// <param name="targets">Targets of each.</param>
    public Batch(int most, int features, int targets)
    {
        var blocks = (most + T.Lanes - 1) / T.Lanes;
        (_most, _features, TargetsPerSample) = (blocks, features, targets);
        Targets = new T[checked(blocks * targets)];
        Weights = new T[blocks];
    }

    /// <summary>Targets of each sample.</summary>
    public int TargetsPerSample { get; }

    /// <summary>Whether targets are labels, of which those below 0 are not counted.</summary>
    public bool AreLabels { get; init; }

    /// <summary>How many samples, or labels where there are labels, the mean loss is taken over.</summary>
    public int Counted { get; private set; }

    /// <summary>How often it was filled.</summary>
    public int Fillings { get; private set; }

    /// <summary>Blocks in use.</summary>
    public int Blocks { get; private set; }

    /// <summary>Samples in use.</summary>
    public int Count { get; private set; }

    /// <summary>The samples as rows, one after another, of padding with zeros and with a vector's room behind them; null where nobody wants them.</summary>
    public AlignedRoom<S>? Rows { get; private set; }

    /// <summary>Whether samples are wanted as <see cref="Rows"/>.</summary>
    public bool IsInRows
    {
        init => Rows = value ? new(checked(((_most * _features) + 1) * T.Lanes)) : null;
    }

    /// <summary>Entries, block after block.</summary>
    public T[] Inputs
    {
        get
        {
            _inputs ??= new T[checked(_most * _features)];
            if (Rows is not null && _inputsFilling != Fillings)
            {
                Gather(Rows.Span, [.. Enumerable.Range(0, Count)]);
                _inputsFilling = Fillings;
            }

            return _inputs;
        }
    }

    /// <summary>Targets, block after block: labels, or numbers.</summary>
    public T[] Targets { get; }

    /// <summary>For each block, 1 over the number of samples or of labels that count, or 0 where it has no sample.</summary>
    public T[] Weights { get; }

    /// <summary>Fills the batch with rows of a table.</summary>
    /// <param name="inputs">Row after row.</param>
    /// <param name="targets">Row after row.</param>
    /// <param name="rows">Which rows.</param>
    public void Fill(ReadOnlySpan<S> inputs, ReadOnlySpan<S> targets, ReadOnlySpan<int> rows)
    {
        (Count, Blocks, Fillings) = (rows.Length, (rows.Length + T.Lanes - 1) / T.Lanes, Fillings + 1);
        Counted = AreLabels ? Labels(targets, rows) : rows.Length;
        var share = S.One / S.CreateChecked(Math.Max(1, Counted));
        if (Rows is null)
        {
            Gather(inputs, rows);
        }
        else
        {
            RowGathering.Gather(inputs, _features, rows, Rows.Span);
            Rows.Span[(rows.Length * _features)..(Blocks * T.Lanes * _features)].Clear();
        }

        for (var block = 0; block < Blocks; block++)
        {
            var own = Own(rows, block);
            T.Gather(targets, own, Targets.AsSpan(block * TargetsPerSample, TargetsPerSample));
            Weights[block] = own.Length == T.Lanes ? T.Of(double.CreateChecked(share)) : Part(share, own.Length);
        }
    }

    private static T Part(S share, int count)
    {
        Span<S> lanes = stackalloc S[T.Lanes];
        lanes[..count].Fill(share);
        lanes[count..].Clear();
        return T.Load(lanes);
    }

    private static ReadOnlySpan<int> Own(ReadOnlySpan<int> rows, int block) => rows.Slice(block * T.Lanes, Math.Min(T.Lanes, rows.Length - (block * T.Lanes)));

    private void Gather(ReadOnlySpan<S> inputs, ReadOnlySpan<int> rows)
    {
        _inputs ??= new T[checked(_most * _features)];
        for (var block = 0; block < Blocks; block++)
        {
            T.Gather(inputs, Own(rows, block), _inputs.AsSpan(block * _features, _features));
        }
    }

    private int Labels(ReadOnlySpan<S> targets, ReadOnlySpan<int> rows)
    {
        var count = 0;
        foreach (var row in rows)
        {
            foreach (var label in targets.Slice(row * TargetsPerSample, TargetsPerSample))
            {
                count += label >= S.Zero ? 1 : 0;
            }
        }

        return count;
    }

    /// <summary>The same samples as other numbers.</summary>
    public Batch<TOther, S> Convert<TOther>(Func<T, TOther> convert)
        where TOther : unmanaged, IReal<TOther, S>
    {
        var other = new Batch<TOther, S>(Count, _features, TargetsPerSample) { AreLabels = AreLabels, Count = Count, Counted = Counted, Blocks = Blocks };
        for (var i = 0; i < Blocks * _features; i++)
        {
            other.Inputs[i] = convert(Inputs[i]);
        }

        for (var i = 0; i < Blocks * TargetsPerSample; i++)
        {
            other.Targets[i] = convert(Targets[i]);
        }

        for (var i = 0; i < Blocks; i++)
        {
            other.Weights[i] = convert(Weights[i]);
        }

        return other;
    }
}
