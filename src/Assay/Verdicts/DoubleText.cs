using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
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

    /// <summary>So many digits of a number, and no number greater than it.</summary>
    public static string NoMore(double value, int digits) => Toward(value, digits, -1);

    /// <summary>So many digits of a number, and no number less than it.</summary>
    public static string NoLess(double value, int digits) => Toward(value, digits, 1);

    /// <summary>A number in JSON, so that the same one is read; null where it is none that JSON can say.</summary>
    public static JsonNode? Node(double value) => !double.IsFinite(value) ? null : IsReadBack(value) ? JsonValue.Create(value) : JsonNode.Parse(Digits(value));

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

    private static string Toward(double value, int digits, int direction)
    {
        var format = "G" + digits.ToString(CultureInfo.InvariantCulture);
        var text = value.ToString(format, CultureInfo.InvariantCulture);
        if (!double.IsFinite(value) || direction * double.Parse(text, CultureInfo.InvariantCulture).CompareTo(value) >= 0)
            return text;

        // One more or less of the last digit.
        var unit = Math.Pow(10, Math.Floor(Math.Log10(Math.Abs(value))) - digits + 1);
        return (value + (direction * unit)).ToString(format, CultureInfo.InvariantCulture);
    }

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
            else if (options.NumberHandling.HasFlag(JsonNumberHandling.AllowNamedFloatingPointLiterals))
                writer.WriteStringValue(value.ToString(CultureInfo.InvariantCulture));
            else
                throw new JsonException("JSON has no word for this number.");
        }
    }
}
