using Assay.Statistics;
using Assay.Training.Parameters;

namespace Assay.Training.Networks;

/// <summary>Where training starts: parameters drawn at random, the same for the same seed, or stored ones.</summary>
/// <param name="Kind">How weights are drawn.</param>
/// <param name="Scale">What all weights are multiplied by.</param>
public sealed record Start(StartKind Kind = StartKind.Uniform, double Scale = 1)
{
    private const ulong Purpose = 0x57A7_0001;

    /// <summary>Parameters that are started from whatever the seed, or null where they are drawn.</summary>
    public StoredParameters? Stored { get; init; }

    /// <summary>The parameters of a network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="seed">The seed.</param>
    /// <exception cref="TrainingException">They are stored, and the file is missing or broken, or does not fit the network.</exception>
    public double[] Draw(Network network, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(network);
        if (Stored is not null)
        {
            return Stored.For(network);
        }

        var random = new Philox(seed, Purpose);
        var parameters = new double[network.ParameterCount];
        foreach (var block in network.Parameters)
        {
            foreach (ref var parameter in parameters.AsSpan(block.Start, block.Count))
            {
                parameter = Draw(block, random);
            }
        }

        return parameters;
    }

    private double Draw(ParameterBlock block, Philox random) => block.Role switch
    {
        ParameterRole.Weight when Kind == StartKind.Uniform => Scale * Even(random) / Math.Sqrt(block.FanIn),
        ParameterRole.Weight => Scale * random.NextNormal() * Math.Sqrt((Kind == StartKind.He ? 2.0 : 1.0) / block.FanIn),
        ParameterRole.Bias when Kind == StartKind.Uniform && block.FanIn > 0 => Scale * Even(random) / Math.Sqrt(block.FanIn),
        ParameterRole.Embedding => Scale * random.NextNormal() * 0.1,
        ParameterRole.Scale => 1,
        ParameterRole.Statistic => block.Name.EndsWith("variance", StringComparison.Ordinal) ? 1 : 0,
        _ => 0,
    };

    // Between -1 and 1, and never one of the ends.
    private static double Even(Philox random) => (2 * random.NextUnit()) - 1;
}
