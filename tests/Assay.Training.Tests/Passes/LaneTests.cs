using Assay.Training.Passes;

namespace Assay.Training.Tests.Passes;

public sealed class LaneTests
{
    private static readonly float[] Borders =
        [0f, -0f, 1f, -1f, float.Epsilon, -float.Epsilon, float.MaxValue, float.MinValue, float.PositiveInfinity, float.NegativeInfinity, float.NaN, BitConverter.UInt32BitsToSingle(0xFFC0_1234)];

    [Fact]
    public void TheGreaterIsTheSecondUnlessTheFirstIsGreater()
    {
        foreach (var left in Borders)
        {
            foreach (var right in Borders)
            {
                var expected = BitConverter.SingleToUInt32Bits(left > right ? left : right);
                Assert.Equal(expected, BitConverter.SingleToUInt32Bits(Lanes.Greater(Lanes.Of(left), Lanes.Of(right)).Value[0]));
            }
        }
    }
}
