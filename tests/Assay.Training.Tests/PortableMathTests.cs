using Assay.Statistics;
using CsCheck;

namespace Assay.Training.Tests;

/// <summary>Functions of our own, against those of the platform.</summary>
public sealed class PortableMathTests
{
    [Fact]
    public void Logarithms_are_right() =>
        Gen.Double[1e-300, 1e300].Sample(value => Near(Math.Log(value), PortableMath.Log(value)) && Near(Math.Log(1 / value), PortableMath.Log(1 / value)));

    [Fact]
    public void Logarithms_near_one_are_right() =>
        Gen.Double[1e-12, 0.5].Sample(value => Near(Math.Log(1 + value), PortableMath.Log(1 + value)) && Near(Math.Log(1 - value), PortableMath.Log(1 - value)));

    [Fact]
    public void Powers_of_e_are_right() => Gen.Double[-700, 700].Sample(value => Near(Math.Exp(value), PortableMath.Exp(value)));

    [Fact]
    public void Tangents_and_cosines_are_right() =>
        Gen.Select(Gen.Double[-30, 30], Gen.Double[0, 1]).Sample((value, turns) =>
            Math.Abs(Math.Tanh(value) - PortableMath.Tanh(value)) < 4e-16 && Math.Abs(Math.Cos(Math.PI * turns) - PortableMath.CosinePi(turns)) < 4e-16);

    private static bool Near(double expected, double found) => Math.Abs(expected - found) <= 1e-15 * Math.Abs(expected);
}
