using System.Globalization;
using Assay.Verdicts;

namespace Assay.Training.Experiments;

/// <summary>What a run came to, as a line of text that gives the same bits when it is read.</summary>
internal static class RunText
{
    /// <summary>Writes a run, in two parts with a tab between.</summary>
    public static string Write(Run run)
    {
        var quantities = string.Join(';', run.Quantities.Select(pair => $"{pair.Key}={DoubleText.Of(pair.Value)}"));
        var curve = string.Join(';', run.Curve.Select(point => string.Create(CultureInfo.InvariantCulture, $"{DoubleText.Of(point.Share)},{point.Step},{DoubleText.Of(point.Loss)},{DoubleText.Of(point.TestAccuracy)}")));
        return $"{quantities}\t{curve}";
    }

    /// <summary>Reads a run; null where the text is none.</summary>
    public static Run? Read(string text)
    {
        if (text.Split('\t') is not [var quantities, var curve])
        {
            return null;
        }

        try
        {
            var values = quantities.Split(';').Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => Number(pair[1]));
            var points = curve.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(part => part.Split(','))
                .Select(parts => new CurvePoint(Number(parts[0]), (long)Number(parts[1]), Number(parts[2]), Number(parts[3])));
            return new Run(values, [.. points]);
        }
        catch (Exception exception) when (exception is FormatException or IndexOutOfRangeException or ArgumentException)
        {
            return null;
        }
    }

    private static double Number(string text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
}
