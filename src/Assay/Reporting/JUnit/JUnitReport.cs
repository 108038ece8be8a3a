using System.Globalization;
using System.Text;
using System.Xml;
using Assay.Claims;
using Assay.Running;

namespace Assay.Reporting.JUnit;

/// <summary>
/// The report of a run as JUnit XML: a suite for each document, a case for each claim. What is as expected passes, an expected
/// refutation or "undecided" too; whatever else is a failure, also when it was left open; what has to be repaired is an error.
/// </summary>
public static class JUnitReport
{
    /// <summary>The document, with a line end behind it.</summary>
    /// <param name="report">The run.</param>
    /// <param name="replay">The command line that replays a claim, or null when there is none.</param>
    public static string Of(RunReport report, Func<Claim, string?> replay)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(replay);
        List<Suite> suites = [.. report.Documents.Select(document => Suite.Of(document, replay))];
        if (report.Problems.Count > 0)
            suites.Insert(0, new Suite("assay", [.. report.Problems.Select(problem => JUnitCase.Of(problem) with { Name = problem.Place.File })]));

        var text = new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
        using (var xml = XmlWriter.Create(text, new XmlWriterSettings { Indent = true, NewLineChars = "\n", OmitXmlDeclaration = true }))
        {
            xml.WriteStartElement("testsuites");
            xml.WriteAttributeString("name", "assay");
            Counts(xml, [.. suites.SelectMany(suite => suite.Cases)], report.Elapsed);
            foreach (var suite in suites)
            {
                xml.WriteStartElement("testsuite");
                xml.WriteAttributeString("name", MarkupText.Clean(suite.Name));
                Counts(xml, suite.Cases, new TimeSpan(suite.Cases.Sum(one => one.Time.Ticks)));
                foreach (var one in suite.Cases)
                    one.Write(xml, suite.Name);
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        }

        return text.Append('\n').ToString();
    }

    private static void Counts(XmlWriter xml, IReadOnlyList<JUnitCase> cases, TimeSpan time)
    {
        xml.WriteAttributeString("tests", Invariant(cases.Count));
        xml.WriteAttributeString("failures", Invariant(cases.Count(one => one.Result == JUnitResult.Failure)));
        xml.WriteAttributeString("errors", Invariant(cases.Count(one => one.Result == JUnitResult.Error)));
        xml.WriteAttributeString("skipped", Invariant(cases.Count(one => one.Result == JUnitResult.Skipped)));
        xml.WriteAttributeString("time", JUnitCase.Seconds(time));
    }

    private static string Invariant(int count) => count.ToString(CultureInfo.InvariantCulture);

    private sealed record Suite(string Name, IReadOnlyList<JUnitCase> Cases)
    {
        public static Suite Of(DocumentResult document, Func<Claim, string?> replay)
        {
            var settled = document.Results.Select(result => result.Claim).ToHashSet(ReferenceEqualityComparer.Instance);
            return new Suite(document.Document.File,
            [
                .. document.Document.Problems.Select(JUnitCase.Of),
                .. document.Results.Select(result => JUnitCase.Of(result, replay(result.Claim))),
                .. document.Document.Claims.Where(claim => !settled.Contains(claim)).Select(JUnitCase.Unreached),
            ]);
        }
    }
}
