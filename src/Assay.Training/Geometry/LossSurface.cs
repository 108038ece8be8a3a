using Assay.Training.Networks;
using Assay.Training.Optimizers;
using Assay.Training.Passes;

namespace Assay.Training.Geometry;

/// <summary>The loss of a network on some samples as a function of its parameters, in doubles.</summary>
internal sealed class LossSurface
{
    private readonly Engine<Real, double> _engine;
    private readonly Curvature<Real, double> _curvature;
    private readonly Batch<Real, double> _batch;
    private readonly double[] _gradient;

    /// <param name="network">The network.</param>
    /// <param name="batch">The samples.</param>
    public LossSurface(Network network, Batch<Real, double> batch)
    {
        (_batch, Size) = (batch, network.TrainedCount);
        _engine = Engine<Real, double>.Of(network, batch.Count);
        _curvature = new Curvature<Real, double>(network);
        _gradient = new double[Size];
    }

    /// <summary>How many parameters it depends on.</summary>
    public int Size { get; }

    /// <summary>About how many bytes it takes: samples twice, activations and their derivatives of those that go through at once, and some vectors.</summary>
    public static long MemoryOf(Network network, int samples) =>
        sizeof(double) * ((3L * samples * (network.Input.Count + 1)) + (256L * network.Stages.Sum(stage => (4L * stage.Output.Count) + stage.Layer.Remembered(stage))) + (10L * network.ParameterCount));

    /// <summary>The loss at a point.</summary>
    public double Loss(double[] at) => _engine.Gradient(at, _gradient, _batch).Loss;

    /// <summary>The loss and its gradient at a point.</summary>
    public double Gradient(double[] at, double[] gradient) => _engine.Gradient(at, gradient, _batch).Loss;

    /// <summary>The product of the Hessian at a point and a direction.</summary>
    public void Product(double[] at, double[] direction, double[] result) => _curvature.Product(at, direction, result, _batch);

    /// <summary>The whole Hessian, row by row, made symmetric.</summary>
    public double[][] Hessian(double[] at, CancellationToken cancellation)
    {
        var rows = new double[Size][];
        var unit = new double[Size];
        for (var i = 0; i < Size; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            unit[i] = 1;
            rows[i] = new double[Size];
            Product(at, unit, rows[i]);
            unit[i] = 0;
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
