using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Assay.Verdicts;

/// <summary>
/// Doubles as text from which the same double is read. In .NET 10 the shortest text of 2^-25 and of 2^-958 is that of the double below
/// (mended in dotnet/runtime, pull request 131131), so that a bound that is written down could be none any more.
/// </summary>
public static class DoubleText
{
    /// <summary>For what is written as JSON by reflection.</summary>
    public static JsonConverter<double> Converter { get; } = new RoundTripConverter();

    /// <summary>The shortest text from which the same double is read; 17 digits where .NET has none.</summary>
    public static string Of(double value) => IsReadBack(value) ? value.ToString("R", CultureInfo.InvariantCulture) : Digits(value);

    /// <summary>Writes a finite number, so that the same one is read.</summary>
    public static void Write(Utf8JsonWriter json, double value)
    {
        if (IsReadBack(value))
            json.WriteNumberValue(value);
        else
            json.WriteRawValue(Digits(value));
    }

    /// <summary>Writes a finite number under a name, so that the same one is read.</summary>
    public static void Write(Utf8JsonWriter json, string name, double value)
    {
        json.WritePropertyName(name);
        Write(json, value);
    }

    private static string Digits(double value) => value.ToString("G17", CultureInfo.InvariantCulture);

    // Only powers of two are written wrongly.
    private static bool IsReadBack(double value) =>
        (BitConverter.DoubleToUInt64Bits(value) & 0xF_FFFF_FFFF_FFFF) != 0
        || !double.IsFinite(value) || double.Parse(value.ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture).Equals(value);

    private sealed class RoundTripConverter : JsonConverter<double>
    {
        public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && options.NumberHandling.HasFlag(JsonNumberHandling.AllowNamedFloatingPointLiterals)
                ? reader.GetString() switch { "NaN" => double.NaN, "Infinity" => double.PositiveInfinity, "-Infinity" => double.NegativeInfinity, _ => throw new JsonException("A number is expected.") }
                : reader.GetDouble();

        public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
        {
            if (double.IsFinite(value))
                DoubleText.Write(writer, value);
            else
                writer.WriteStringValue(value.ToString(CultureInfo.InvariantCulture));
        }
    }
}
