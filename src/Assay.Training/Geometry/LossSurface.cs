using Assay.Training.Networks;
using Assay.Training.Optimizers;
using Assay.Training.Passes;
using Assay.Training.Rows;

namespace Assay.Training.Geometry;

/// <summary>The loss of a network on some samples as a function of its parameters, in doubles, with its first and second derivatives.</summary>
internal sealed class LossSurface
{
    // So many products share a pass over values.
    private const int AtOnce = 16;

    // So many bytes of the way forward are kept for rough products at the same point.
    private const long MostKept = 16L << 20;

    private readonly Engine<Doubles, double> _engine;
    private readonly Curvature<Doubles, double> _curvature;
    private readonly BlockCurvature<Doubles, double>? _block;
    private readonly Batch<Doubles, double> _batch;
    private readonly double[] _gradient;
    private readonly Batch<Lanes, float>? _floats;
    private readonly RowCurvature? _rows;
    private BlockCurvature<Doubles, double>? _single;
    private BlockCurvature<Lanes, float>? _rough;
    private (float[] At, float[] Direction, float[] Result) _room;

    /// <param name="network">The network.</param>
    /// <param name="batch">The samples.</param>
    /// <param name="floats">The same samples as floats, where rough products are wanted.</param>
    public LossSurface(Network network, Batch<Doubles, double> batch, Batch<Lanes, float>? floats = null)
    {
        _floats = floats;
        _rows = floats?.Rows is null ? null : RowCurvature.TryCreate(network, MostKept / RowCurvature.BytesPerSample(network) >= batch.Count ? batch.Count : 0);
        (Network, _batch, Size) = (network, batch, network.TrainedCount);
        _engine = Engine<Doubles, double>.Of(network, batch.Count);
        _curvature = new Curvature<Doubles, double>(network);
        _block = BlockCurvature<Doubles, double>.Fits(network) ? new(network, AtOnce) : null;
        _gradient = new double[Size];
    }

    /// <summary>The network.</summary>
    public Network Network { get; }

    /// <summary>How many parameters it depends on.</summary>
    public int Size { get; }

    /// <summary>How many samples it is the mean over.</summary>
    public int Samples => _batch.Count;

    /// <summary>About how many bytes it takes: samples twice, activations and their slopes of those that go through at once, and some vectors.</summary>
    public static long MemoryOf(Network network, int samples) =>
        sizeof(double) * ((4L * samples * (network.Input.Count + 1)) + (128L * (AtOnce + 2) * network.Stages.Sum(stage => (3L * stage.Output.Count) + stage.Layer.Remembered(stage))) + (((6L * AtOnce) + 10) * network.ParameterCount)) + MostKept;

    /// <summary>The loss at a point.</summary>
    public double Loss(double[] at) => Measured(at).Loss;

    /// <summary>The loss and the accuracy at a point, normalised as in training.</summary>
    public Measure Measured(double[] at) => Network.NormalisesBatches ? _engine.Gradient(Own(at), _gradient, _batch) : _engine.Look(at, _batch);

    /// <summary>The loss and its gradient at a point.</summary>
    public double Gradient(double[] at, double[] gradient) => _engine.Gradient(Own(at), gradient, _batch).Loss;

    // Layers that normalise batches follow their statistics among the parameters: in a copy, as the point is to stay.
    private double[] Own(double[] at) => Network.NormalisesBatches ? [.. at] : at;

    /// <summary>The product of the Hessian at a point and a direction.</summary>
    public void Product(double[] at, double[] direction, double[] result)
    {
        if (_block is null)
        {
            _curvature.Product(at, direction, result, _batch);
            return;
        }

        _single ??= new(Network, 1);
        _single.Products(at, direction.AsSpan(0, Size), result.AsSpan(0, Size), _batch, isGaussNewton: false);
    }

    /// <summary>The product of the Hessian and a direction, right to about six digits of the largest: good to look for directions with, whose curvature is then computed in doubles.</summary>
    public void RoughProduct(double[] at, double[] direction, double[] result)
    {
        if (_block is null || _floats is null)
        {
            Product(at, direction, result);
            return;
        }

        _room = _room.At is null ? (new float[at.Length], new float[Size], new float[Size]) : _room;
        Flat.Narrow(at, _room.At);
        Flat.Narrow(direction.AsSpan(0, Size), _room.Direction);
        if (_rows is not null)
        {
            _rows.Product(_room.At, _room.Direction, _room.Result, _floats);
        }
        else
        {
            _rough ??= new(Network, 1);
            _rough.Products(_room.At, _room.Direction, _room.Result, _floats, isGaussNewton: false);
        }

        Flat.Widen(_room.Result, result);
    }

    /// <summary>Products of the Hessian, or of the Gauss-Newton matrix, with many directions, a block of which shares a pass over values.</summary>
    /// <param name="at">All parameters.</param>
    /// <param name="directions">Directions, one after another.</param>
    /// <param name="results">Receives the products, one after another.</param>
    /// <param name="isGaussNewton">Which matrix.</param>
    /// <param name="cancellation">Ends it.</param>
    public void Products(double[] at, ReadOnlySpan<double> directions, Span<double> results, bool isGaussNewton, CancellationToken cancellation)
    {
        for (var done = 0; done < directions.Length;)
        {
            cancellation.ThrowIfCancellationRequested();
            var length = Math.Min((_block is null ? 1 : AtOnce) * Size, directions.Length - done);
            var from = directions.Slice(done, length);
            var to = results.Slice(done, length);
            if (_block is not null)
            {
                _block.Products(at, from, to, _batch, isGaussNewton);
            }
            else if (isGaussNewton)
            {
                _curvature.GaussNewton(at, from, to, _batch);
            }
            else
            {
                _curvature.Product(at, from, to, _batch);
            }

            done += length;
        }
    }

    /// <summary>The whole Hessian or Gauss-Newton matrix, row by row, made symmetric.</summary>
    public double[][] Matrix(double[] at, bool isGaussNewton, CancellationToken cancellation)
    {
        var rows = new double[Size][];
        for (var first = 0; first < Size; first += AtOnce)
        {
            var count = Math.Min(AtOnce, Size - first);
            var (units, products) = (new double[count * Size], new double[count * Size]);
            for (var i = 0; i < count; i++)
            {
                units[(i * Size) + first + i] = 1;
            }

            Products(at, units, products, isGaussNewton, cancellation);
            for (var i = 0; i < count; i++)
            {
                rows[first + i] = products.AsSpan(i * Size, Size).ToArray();
            }
        }

        for (var i = 0; i < Size; i++)
        {
            for (var j = 0; j < i; j++)
            {
                rows[i][j] = rows[j][i] = (rows[i][j] + rows[j][i]) / 2;
            }
        }

        return rows;
    }

    /// <summary>The whole Hessian, row by row, made symmetric.</summary>
    public double[][] Hessian(double[] at, CancellationToken cancellation) => Matrix(at, isGaussNewton: false, cancellation);

    /// <summary>How far the loss falls along a direction: the best of both sides and of steps that double.</summary>
    /// <param name="at">Where from.</param>
    /// <param name="direction">Along which line.</param>
    /// <param name="least">The shortest step.</param>
    /// <param name="doublings">How often it is doubled.</param>
    public (double Loss, double Step) Lowest(double[] at, double[] direction, double least, int doublings)
    {
        var best = (Loss: Loss(at), Step: 0.0);
        var moved = (double[])at.Clone();
        for (var i = 0; i <= doublings; i++)
        {
            foreach (var step in new[] { Math.ScaleB(least, i), -Math.ScaleB(least, i) })
            {
                Flat.Along<double>(at.AsSpan(0, Size), step, direction, moved.AsSpan(0, Size));
                var loss = Loss(moved);
                best = loss < best.Loss ? (loss, step) : best;
            }
        }

        return best;
    }
}
