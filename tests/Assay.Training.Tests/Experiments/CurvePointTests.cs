using Assay.Training.Experiments;

namespace Assay.Training.Tests.Experiments;

public sealed class CurvePointTests
{
    private static readonly CurvePoint[] Curve = [new(0, 0, 4, 0.1), new(0.25, 1, 2, 0.5), new(0.5, 2, 1, 0.75)];

    [Theory]
    [InlineData(0, 4)]
    [InlineData(0.125, 3)]
    [InlineData(0.25, 2)]
    [InlineData(0.375, 1.5)]
    [InlineData(0.5, 1)]
    [InlineData(1, 1)]
    public void Between_looks_lies_a_straight_line(double share, double loss) => Assert.Equal(loss, CurvePoint.At(Curve, share, point => point.Loss), 12);

    [Theory]
    [InlineData(0.25, 2, 0.5)]
    [InlineData(0.29, 2, 0.5)]
    [InlineData(0.3, double.PositiveInfinity, 0)]
    [InlineData(1, double.PositiveInfinity, 0)]
    public void No_line_leads_to_where_a_run_diverged(double share, double loss, double accuracy)
    {
        CurvePoint[] diverged = [.. Curve[..2], new(0.3, 2, double.PositiveInfinity, 0)];
        Assert.Equal((loss, accuracy), (CurvePoint.At(diverged, share, point => point.Loss), CurvePoint.At(diverged, share, point => point.TestAccuracy)));
    }

    [Fact]
    public void Where_nobody_looked_nothing_is_known() => Assert.True(double.IsNaN(CurvePoint.At([], 0.5, point => point.Loss)));
}
