using System.Numerics;
using Assay.Training.Networks;
using Assay.Training.Passes;

namespace Assay.Training.Connectivity;

/// <summary>What units made of samples.</summary>
internal static class UnitValues
{
    /// <summary>For each unit its values, sample after sample, place after place.</summary>
    /// <param name="shape">The shape of what a layer makes.</param>
    /// <param name="signal">Its units.</param>
    /// <param name="batch">The samples.</param>
    /// <param name="output">What the layer made, block after block.</param>
    /// <returns>[units][samples x places].</returns>
    public static double[] Of<T, S>(Shape shape, UnitSignal signal, Batch<T, S> batch, ReadOnlySpan<T> output)
        where T : unmanaged, IReal<T, S>
        where S : unmanaged, IBinaryFloatingPointIeee754<S>
    {
        var places = shape.Count / signal.Units;
        var areFast = shape.IsSequence || (shape.Sizes.Count == 1 && signal.AreUnitsFast);
        var values = new double[signal.Units * batch.Count * places];
        Span<S> samples = stackalloc S[T.Lanes];
        for (var block = 0; block < batch.Blocks; block++)
        {
            var count = Math.Min(T.Lanes, batch.Count - (block * T.Lanes));
            for (var entry = 0; entry < shape.Count; entry++)
            {
                var (unit, place) = areFast ? (entry % signal.Units, entry / signal.Units) : (entry / places, entry % places);
                T.Store(output[(block * shape.Count) + entry], samples);
                for (var lane = 0; lane < count; lane++)
                {
                    values[(((unit * batch.Count) + (block * T.Lanes) + lane) * places) + place] = double.CreateChecked(samples[lane]);
                }
            }
        }

        return values;
    }
}
