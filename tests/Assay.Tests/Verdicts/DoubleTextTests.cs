using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Assay.TestSupport;
using Assay.Verdicts;
using CsCheck;

namespace Assay.Tests.Verdicts;

/// <summary>Whatever double is written, the same is read.</summary>
public sealed class DoubleTextTests
{
    private static readonly Gen<double> Doubles = Gen.OneOf(Gen.Double, Gen.ULong.Select(BitConverter.UInt64BitsToDouble), Gen.Int[-1074, 1023].Select(exponent => Math.ScaleB(1, exponent)));

    public static TheoryData<double> Wrong() => [Math.ScaleB(1, -25), -Math.ScaleB(1, -25), Math.ScaleB(1, -958)];

    // .NET's own text of them is that of the double below.
    [Theory]
    [MemberData(nameof(Wrong))]
    public void Powers_of_two_are_read_back(double value) => AssertReadBack(value);

    [Fact]
    public void Every_power_of_two_is_read_back()
    {
        for (var exponent = -1074; exponent <= 1023; exponent++)
        {
            AssertReadBack(Math.ScaleB(1, exponent));
            AssertReadBack(-Math.ScaleB(1, exponent));
        }
    }

    [Fact]
    public void Any_double_is_read_back() => Doubles.Sample(AssertReadBack, iter: Rounds.Of(100_000));

    [Fact]
    public void Digits_of_a_bound_leave_it_one() => Gen.Select(Doubles.Where(double.IsNormal), Gen.Int[1, 15]).Sample(
        (value, digits) =>
        {
            var (low, high) = (double.Parse(DoubleText.NoMore(value, digits), CultureInfo.InvariantCulture), double.Parse(DoubleText.NoLess(value, digits), CultureInfo.InvariantCulture));
            Assert.True(low <= value && value <= high);
            Assert.True(Math.Abs(value) > double.MaxValue / 10 || high - low <= 3 * Math.Abs(value) * Math.Pow(10, 1 - digits));
        },
        iter: Rounds.Of(20_000));

    [Fact]
    public void Bounds_are_rounded_away_from_what_they_bound()
    {
        Assert.Equal("0.3333333333", DoubleText.NoMore(1 / 3.0, 10));
        Assert.Equal("0.3333333334", DoubleText.NoLess(1 / 3.0, 10));
        Assert.Equal("0.5", DoubleText.NoMore(0.5, 10));
        Assert.Equal("0.5", DoubleText.NoLess(0.5, 10));
        Assert.Equal("-0.67", DoubleText.NoMore(-2 / 3.0, 2));
        Assert.Equal("-0.66", DoubleText.NoLess(-2 / 3.0, 2));
        Assert.Equal("0", DoubleText.NoMore(0, 10));
    }

    private static void AssertReadBack(double value)
    {
        Assert.Equal(BitConverter.DoubleToInt64Bits(value), BitConverter.DoubleToInt64Bits(double.IsNaN(value) ? value : double.Parse(DoubleText.Of(value), CultureInfo.InvariantCulture)));
        if (!double.IsFinite(value))
            return;

        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartArray();
            DoubleText.Write(json, value);
            json.WriteEndArray();
        }

        Assert.Equal(value, JsonDocument.Parse(bytes.WrittenMemory).RootElement[0].GetDouble());
        Assert.Equal(value, JsonDocument.Parse(DoubleText.Node(value)!.ToJsonString()).RootElement.GetDouble());
        var options = new JsonSerializerOptions { Converters = { DoubleText.Converter } };
        Assert.Equal(value, JsonSerializer.Deserialize<double>(JsonSerializer.Serialize(value, options), options));
    }
}
