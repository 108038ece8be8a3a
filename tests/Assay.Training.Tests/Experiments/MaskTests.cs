using System.Numerics;
using Assay.Training.Experiments;
using Assay.Training.Networks;
using CsCheck;

namespace Assay.Training.Tests.Experiments;

/// <summary>What is held keeps its values, and nothing else does.</summary>
public sealed class MaskTests
{
    private static readonly Network Network = Network.Mlp(ActivationKind.Relu, 5, 7, 3);

    [Fact]
    public void What_is_held_is_put_back_and_what_is_trained_stays() =>
        Gen.Select(Gen.Double[0, 1], Gen.ULong, Gen.Int[0, Network.ParameterCount]).Sample((keep, seed, length) =>
            Keeps<float>(keep, seed, length) && Keeps<double>(keep, seed, length));

    [Fact]
    public void More_is_held_later()
    {
        var mask = new Mask(Network);
        var parameters = Enumerable.Range(1, Network.ParameterCount).Select(i => (double)i).ToArray();
        var weights = Array.ConvertAll(parameters, value => (float)value);
        mask.Keep([], weights.AsSpan());
        Assert.DoesNotContain(0, weights);

        mask.HoldLayer(Place(Network.Parameters[0]), parameters, atZero: false);
        mask.Keep([], weights.AsSpan());
        var first = weights.Count(value => value == 0);
        Assert.Equal(Enumerable.Range(0, weights.Length).Count(mask.Holds), first);
        Assert.True(first > 0);

        mask.HoldLayer(Place(Network.Parameters[^1]), parameters, atZero: true);
        mask.Keep([], weights.AsSpan());
        Assert.Equal(weights.Length, weights.Count(value => value == 0));
    }

    [Fact]
    public void More_parameters_than_there_are_are_refused()
    {
        var mask = new Mask(Network);
        Assert.Throws<ArgumentOutOfRangeException>(() => mask.Keep<float>([], new float[Network.ParameterCount + 1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => mask.Keep<float>(new float[3], new float[4]));
    }

    private static string Place(ParameterBlock block) => block.Name.Split('.')[0];

    private static bool Keeps<S>(double keep, ulong seed, int length)
        where S : unmanaged, IBinaryFloatingPointIeee754<S>
    {
        var mask = new Mask(Network);
        mask.KeepRandom(keep, seed, new double[Network.ParameterCount]);
        var values = Enumerable.Range(0, Network.ParameterCount).Select(i => S.CreateChecked(1000 + i)).ToArray();
        var before = Enumerable.Range(0, length).Select(i => i == 3 ? S.NaN : S.CreateChecked(-i)).ToArray();
        var (kept, cleared) = ((S[])before.Clone(), (S[])before.Clone());
        mask.Keep<S>(values, kept);
        mask.Keep([], cleared.AsSpan());
        return Enumerable.Range(0, length).All(i => kept[i].Equals(mask.Holds(i) ? values[i] : before[i]) && cleared[i].Equals(mask.Holds(i) ? S.Zero : before[i]));
    }
}
