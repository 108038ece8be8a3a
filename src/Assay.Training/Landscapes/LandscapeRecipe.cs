using Assay.Claims;

namespace Assay.Training.Landscapes;

/// <summary>A landscape as a claim describes it.</summary>
/// <param name="Bits">N: how many bits a string has.</param>
/// <param name="Neighbours">K: how many other bits each place depends on.</param>
/// <param name="Neutral">p: the share of numbers that are 0.</param>
/// <param name="Extra">By how many bits genotypes are longer than strings.</param>
internal sealed record LandscapeRecipe(int Bits, int Neighbours, double Neutral, int Extra)
{
    /// <summary>Bits of a genotype.</summary>
    public int Length => Bits + Extra;

    /// <summary>Reads <c>nk(12, k: 4, neutral: 0.5, extra: 4)</c>.</summary>
    /// <exception cref="TrainingException">It is none.</exception>
    public static LandscapeRecipe Read(CallText call)
    {
        ArgumentNullException.ThrowIfNull(call);
        if (call.Name != "nk")
        {
            throw call.Unknown("landscape", ["nk"]);
        }

        call.AllowOnly(1, "k", "neutral", "extra");
        if (call.Positional.Count != 1)
        {
            throw new TrainingException(new Problem(call.Place, "'nk' needs the number of bits.", "For example: nk(12, k: 4)"));
        }

        var bits = call.Positional[0].Whole(1, NkLandscape.MostBits);
        return new LandscapeRecipe(bits, call.Whole("k", 0, 0, Math.Min(bits - 1, NkLandscape.MostNeighbours)), call.Number("neutral", 0, 0, 1), call.Whole("extra", 0, 0, Math.Max(0, NkLandscape.MostForAll - bits)));
    }

    /// <summary>Whether every genotype can be looked at.</summary>
    public bool IsCounted => Length <= NkLandscape.MostForAll;

    /// <summary>The fitness of every genotype on the landscape of a seed.</summary>
    public double[] Fitness(ulong seed) => Encoding.Spread(Landscape(seed).Fitness(), Bits, Extra, seed);

    /// <summary>The landscape of a seed, before genotypes are spread.</summary>
    public NkLandscape Landscape(ulong seed) => NkLandscape.Random(Bits, Neighbours, Neutral, seed);
}
