using System.Runtime.Intrinsics.X86;
using Assay.Training.Networks;
using Assay.Training.Passes;
using Assay.Training.Products;

namespace Assay.Training.Rows;

/// <summary>The way forward of the last layer, and the loss: those of lanes, between rows that come in and slopes in rows that go out.</summary>
/// <param name="stage">The last layer.</param>
/// <param name="loss">The loss.</param>
/// <param name="blocks">The most samples at once, in blocks of lanes.</param>
internal sealed unsafe class RowHead(Stage stage, Loss<Lanes, float> loss, int blocks)
{
    private const int Lane = Lanes.Count;

    private readonly int _inputs = stage.Input.Count;
    private readonly int _outputs = stage.Output.Count;
    private readonly WeightView _weights = WeightView.Of(stage.Blocks[0].Start, stage.Output.Count, stage.Input.Count);
    private readonly int _bias = stage.Blocks[1].Start;
    private readonly Lanes[] _starts = new Lanes[stage.Output.Count];
    private readonly Lanes[] _made = new Lanes[blocks * stage.Output.Count];
    private readonly AlignedRoom<float> _lanes = new(((blocks * stage.Input.Count) + Lane) * Lane);
    private readonly AlignedRoom<float> _slopes = new(((blocks * stage.Output.Count) + Lane) * Lane);

    /// <summary>Adds the loss of some blocks to sums over samples.</summary>
    /// <param name="pass">The parameters.</param>
    /// <param name="input">Rows that come in; up to a vector beyond the end of each is read.</param>
    /// <param name="row">From one to the next.</param>
    /// <param name="targets">Targets, block after block.</param>
    /// <param name="slopes">Receives the derivatives along what goes out, in padded rows; null where nobody asks.</param>
    /// <param name="sum">The sum of weighted losses, sample by sample.</param>
    /// <param name="hits">Counts samples whose greatest output is at their label.</param>
    public void Add(in Pass<Lanes, float> pass, float* input, int row, ReadOnlySpan<Lanes> targets, float* slopes, ref Lanes sum, ref Hits<Lanes, float> hits)
    {
        ToLanes(input, row, _inputs, pass.Blocks, _lanes.Start);
        for (var output = 0; output < _outputs; output++)
        {
            _starts[output] = pass.Parameter(_bias + output);
        }

        var made = pass.Blocks * _outputs;
        LaneProducts.Apply(pass.Parameters, _weights, new(_lanes.Start, pass.Blocks * _inputs), _made, pass.Blocks, Avx512F.IsSupported, _starts);
        var along = slopes is null ? default : new Span<Lanes>(_slopes.Start, made);
        loss.Add(_made.AsSpan(0, made), targets, pass.Weights, along, ref sum, ref hits);
        if (slopes is not null)
        {
            ToRows(_slopes.Start, _outputs, pass.Blocks, slopes, RowSums.Padded(_outputs));
        }
    }

    /// <summary>Lays entries of samples in rows into lanes, block after block.</summary>
    /// <param name="rows">The rows; up to a vector beyond the end of each is read.</param>
    /// <param name="row">From one to the next.</param>
    /// <param name="entries">Entries of each.</param>
    /// <param name="blocks">How many blocks of sixteen samples.</param>
    /// <param name="lanes">Receives them; with room for sixteen lanes more.</param>
    public static void ToLanes(float* rows, int row, int entries, int blocks, float* lanes)
    {
        // The last square of a block reaches into the next one, which comes later.
        for (var block = 0; block < blocks; block++)
        {
            for (var column = 0; column < entries; column += Lane)
            {
                Squares.TransposeEven(rows + (block * Lane * (nint)row) + column, row, lanes + (((block * entries) + column) * (nint)Lane), Lane);
            }
        }
    }

    /// <summary>Lays lanes into padded rows of samples; entries beyond the last are whatever lies behind them.</summary>
    /// <param name="lanes">The lanes, block after block; up to fifteen behind the last are read.</param>
    /// <param name="entries">How many each block has.</param>
    /// <param name="blocks">How many blocks.</param>
    /// <param name="rows">Receives the rows.</param>
    /// <param name="width">From one to the next: whole vectors.</param>
    public static void ToRows(float* lanes, int entries, int blocks, float* rows, int width)
    {
        for (var entry = 0; entry < entries; entry += Lane)
        {
            for (var block = 0; block < blocks; block++)
            {
                Squares.TransposeEven(lanes + (((block * entries) + entry) * (nint)Lane), Lane, rows + (block * Lane * (nint)width) + entry, width);
            }
        }
    }
}
