using System.Buffers;
using System.Globalization;
using System.Text.Json;
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
    public void Any_double_is_read_back() => Doubles.Sample(AssertReadBack, iter: 100_000);

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
        var options = new JsonSerializerOptions { Converters = { DoubleText.Converter } };
        Assert.Equal(value, JsonSerializer.Deserialize<double>(JsonSerializer.Serialize(value, options), options));
    }
}
