using Assay.Claims;

namespace Assay.Reporting.Html;

/// <summary>Writes what has to be repaired.</summary>
internal static class ProblemList
{
    /// <summary>Writes the problems, if there are any.</summary>
    public static void Write(HtmlWriter html, IReadOnlyList<Problem> problems)
    {
        if (problems.Count == 0)
            return;
        using (html.Open("ul", ("class", "problems")))
        {
            foreach (var problem in problems)
            {
                using (html.Open("li"))
                {
                    html.Element("code", problem.Place.ToString());
                    html.Text($": {problem.Message}{(problem.Advice is { } advice ? " " + advice : "")}");
                }
            }
        }
    }
}
