using Assay.Training.Passes;

namespace Assay.Training.Connectivity;

/// <summary>How networks along a path between two do.</summary>
/// <param name="At">Places on the path, from 0 to 1, evenly.</param>
/// <param name="Training">Loss and accuracy on the samples to train on at each place.</param>
/// <param name="Test">Those on the samples to test on; not numbers where there is none.</param>
internal sealed record PathCurve(IReadOnlyList<double> At, IReadOnlyList<Measure> Training, IReadOnlyList<Measure> Test)
{
    /// <summary>The barrier of the training loss.</summary>
    public double LossBarrier => Barrier([.. Training.Select(measure => measure.Loss)]);

    /// <summary>The barrier of the error on the test, or of that on the samples to train on where there is no test.</summary>
    public double ErrorBarrier => Barrier([.. Errors.Select(measure => 1 - measure.Accuracy)]);

    /// <summary>The place in the middle.</summary>
    public int Middle => At.Count / 2;

    private IReadOnlyList<Measure> Errors => double.IsNaN(Test[0].Accuracy) ? Training : Test;

    /// <summary>Places from 0 to 1, evenly.</summary>
    public static double[] Places(int points) => [.. Enumerable.Range(0, points).Select(i => i / (points - 1.0))];

    /// <summary>
    /// The greatest excess of values over the straight line between the first and the last one (Frankle and others 2020; Entezari and others 2022); infinite where a
    /// value is no number. It is at least 0.
    /// </summary>
    /// <param name="values">Values at even distances.</param>
    public static double Barrier(IReadOnlyList<double> values)
    {
        var greatest = 0.0;
        for (var i = 0; i < values.Count; i++)
        {
            var share = i / (values.Count - 1.0);
            var excess = values[i] - (((1 - share) * values[0]) + (share * values[^1]));
            greatest = double.IsNaN(excess) ? double.PositiveInfinity : Math.Max(greatest, excess);
        }

        return greatest;
    }
}
