using System.Numerics;
using Assay.Training.Networks;
using Assay.Training.Passes;

namespace Assay.Training.Experiments;

/// <summary>Counts units that do nothing.</summary>
internal sealed class UnitCount<T, S>(Network network)
    where T : unmanaged, IReal<T, S>
    where S : unmanaged, IBinaryFloatingPointIeee754<S>
{
    // A unit is still where its weights moved by less than this share of their length.
    private const double LeastMove = 0.01;

    /// <summary>The share of hidden rectified units that are 0 on every sample.</summary>
    public double Dead(Span<S> parameters, Batch<T, S> batch)
    {
        var stages = network.Stages.ToList();
        var (units, dead) = (0, 0);
        for (var i = 0; i < stages.Count; i++)
        {
            if (stages[i].Layer is not Activation { Kind: ActivationKind.Relu })
            {
                continue;
            }

            // What goes through the first layers only is what this one makes.
            var chain = new Chain<T, S>(stages.GetRange(0, i + 1), 1);
            var greatest = new S[stages[i].Output.Count];
            Span<S> lanes = new S[T.Lanes];
            for (var block = 0; block < batch.Blocks; block++)
            {
                var pass = new Pass<T, S>(parameters, default, batch.Weights.AsSpan(block, 1), isTraining: false);
                var made = chain.Forward(pass, batch.Inputs.AsSpan(block * network.Input.Count, network.Input.Count));
                var count = Math.Min(T.Lanes, batch.Count - (block * T.Lanes));
                for (var unit = 0; unit < greatest.Length; unit++)
                {
                    T.Store(made[unit], lanes);
                    for (var lane = 0; lane < count; lane++)
                    {
                        // What is not a number is not 0 either.
                        greatest[unit] = lanes[lane] <= greatest[unit] ? greatest[unit] : lanes[lane];
                    }
                }
            }

            units += greatest.Length;
            dead += greatest.Count(value => value == S.Zero);
        }

        return units == 0 ? 0 : dead / (double)units;
    }

    /// <summary>The share of hidden units whose weights hardly moved.</summary>
    public double Still(ReadOnlySpan<S> parameters, ReadOnlySpan<S> begin)
    {
        var (units, still) = (0, 0);
        foreach (var block in network.Parameters.Where(block => block.Role == ParameterRole.Weight).SkipLast(1))
        {
            var inputs = block.Count / block.Sizes[0];
            for (var unit = 0; unit < block.Sizes[0]; unit++)
            {
                var (moved, length) = (0.0, 0.0);
                for (var i = block.Start + (unit * inputs); i < block.Start + ((unit + 1) * inputs); i++)
                {
                    moved += Square(double.CreateChecked(parameters[i]) - double.CreateChecked(begin[i]));
                    length += Square(double.CreateChecked(begin[i]));
                }

                units++;
                still += moved < LeastMove * LeastMove * length ? 1 : 0;
            }
        }

        return units == 0 ? 0 : still / (double)units;
    }

    private static double Square(double value) => value * value;
}
