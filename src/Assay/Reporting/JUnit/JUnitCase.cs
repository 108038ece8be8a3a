using System.Globalization;
using System.Xml;
using Assay.Claims;
using Assay.Running;

namespace Assay.Reporting.JUnit;

/// <summary>How a case ends.</summary>
internal enum JUnitResult
{
    /// <summary>As expected.</summary>
    Passed,

    /// <summary>Not as expected, or left open.</summary>
    Failure,

    /// <summary>Something has to be repaired, by the author of the claim or in Assay.</summary>
    Error,

    /// <summary>Not reached before the run was interrupted.</summary>
    Skipped,
}

/// <summary>One case.</summary>
/// <param name="Name">The claim, or what else it is about.</param>
/// <param name="Result">How it ends.</param>
/// <param name="Type">The outcome in one word.</param>
/// <param name="Message">What happened, in a line.</param>
/// <param name="Story">What happened, in full.</param>
/// <param name="Time">How long it took.</param>
internal sealed record JUnitCase(string Name, JUnitResult Result, string Type, string Message, string Story, TimeSpan Time)
{
    private const int StoryWidth = 100;

    /// <summary>The line, counted from 1; 0 when there is none.</summary>
    public int Line { get; init; }

    /// <summary>A claim that was settled.</summary>
    public static JUnitCase Of(ClaimResult result, string? replay)
    {
        var kind = result.Standing switch
        {
            Standing.AsExpected => JUnitResult.Passed,
            Standing.Differs or Standing.Open => JUnitResult.Failure,
            Standing.Interrupted => JUnitResult.Skipped,
            _ => JUnitResult.Error,
        };
        var line = new ResultLine(result);
        var message = string.Join(": ", new[] { line.Word, line.Contrast ?? line.Essence }.Where(text => text.Length > 0));
        return new JUnitCase(result.Claim.Name, kind, line.Word, message, kind == JUnitResult.Passed ? "" : StoryOf(result, replay), result.Elapsed) { Line = result.Claim.Place.Line };
    }

    /// <summary>Something that has to be repaired.</summary>
    public static JUnitCase Of(Problem problem) =>
        new(problem.Claim ?? "document", JUnitResult.Error, "problem", problem.Message, problem.ToString(), TimeSpan.Zero) { Line = problem.Place.Line };

    /// <summary>A claim that was not reached.</summary>
    public static JUnitCase Unreached(Claim claim) =>
        new(claim.Name, JUnitResult.Skipped, "interrupted", "The run was interrupted before this claim.", "", TimeSpan.Zero) { Line = claim.Place.Line };

    /// <summary>Writes the case.</summary>
    public void Write(XmlWriter xml, string file)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("classname", MarkupText.Clean(file));
        xml.WriteAttributeString("name", MarkupText.Clean(Name));
        xml.WriteAttributeString("file", MarkupText.Clean(file));
        if (Line > 0)
            xml.WriteAttributeString("line", Line.ToString(CultureInfo.InvariantCulture));
        xml.WriteAttributeString("time", Seconds(Time));
        if (Result != JUnitResult.Passed)
        {
            xml.WriteStartElement(Result switch { JUnitResult.Failure => "failure", JUnitResult.Error => "error", _ => "skipped" });
            if (Result != JUnitResult.Skipped)
                xml.WriteAttributeString("type", MarkupText.Clean(Type));
            xml.WriteAttributeString("message", MarkupText.Clean(Message));
            xml.WriteString(MarkupText.Clean(Story));
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    /// <summary>A duration in seconds.</summary>
    public static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture);

    private static string StoryOf(ClaimResult result, string? replay)
    {
        using var writer = new StringWriter();
        new StoryReport(new PlainSink(writer, StoryWidth), new StoryOptions { Replay = replay }).Write(result, []);
        return writer.ToString();
    }
}
