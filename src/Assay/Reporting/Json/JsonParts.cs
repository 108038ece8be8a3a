using System.Text.Json;
using Assay.Claims;
using Assay.Verdicts;

namespace Assay.Reporting.Json;

/// <summary>The small parts that reports repeat.</summary>
internal static class JsonParts
{
    extension(Utf8JsonWriter json)
    {
        public void WriteSeconds(string name, TimeSpan time) =>
            json.WriteNumber(name, Math.Round((decimal)time.Ticks / TimeSpan.TicksPerSecond, 6));

        /// <summary>Writes a number; JSON has no word for infinity and NaN, so these become null.</summary>
        public void WriteReal(string name, double value)
        {
            if (double.IsFinite(value))
                DoubleText.Write(json, name, value);
            else
                json.WriteNull(name);
        }

        public void WritePlace(Place place)
        {
            json.WriteString("file", place.File);
            json.WriteNumber("line", place.Line);
            json.WriteNumber("column", place.Column);
        }

        public void WriteProblems(IReadOnlyList<Problem> problems)
        {
            json.WriteStartArray("problems");
            foreach (var problem in problems)
            {
                json.WriteStartObject();
                json.WritePlace(problem.Place);
                json.WriteString("message", problem.Message);
                json.WriteString("advice", problem.Advice);
                json.WriteString("claim", problem.Claim);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        public void WriteValues(string name, IReadOnlyList<NamedValue> values)
        {
            json.WriteStartArray(name);
            foreach (var value in values)
            {
                json.WriteStartObject();
                json.WriteString("name", value.Name);
                json.WriteString("type", value.Type);
                json.WriteString("value", value.Value);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }
    }
}
