using Assay.Claims;
using Assay.Running;

namespace Assay.Reporting.Html;

/// <summary>Writes a card in the place of each claim block of a page.</summary>
/// <param name="html">Where to.</param>
/// <param name="page">The page.</param>
/// <param name="replay">The command line that replays a claim, or null when there is none.</param>
/// <param name="figures">Drawings for the card of a claim.</param>
internal sealed class PageCards(HtmlWriter html, SitePage page, Func<Claim, string?> replay, Func<ClaimResult, IReadOnlyList<Figure>> figures)
{
    private readonly List<ClaimResult> _left = [.. page.Result.Results];

    /// <summary>Writes the claim whose block opens in this line, or the block itself where it was not decided.</summary>
    public void Write(int line, IReadOnlyList<string> block, HeadingLevels levels)
    {
        if (_left.FirstOrDefault(result => result.Claim.Place.Line == line) is { } result)
        {
            Write(result, levels);
            return;
        }

        // The fences stand before the first and behind the last line of the block.
        var problems = page.Result.Document.Problems.Where(problem => problem.Place.Line >= line && problem.Place.Line <= line + block.Count + 1).ToList();
        CodeListing.Write(html, block, "claim", problems.Count > 0 ? line + 1 : null);
        html.Element("p", problems.Count > 0 ? "This claim is to be repaired before it can be decided:" : "This claim was not decided in this run.", ("class", "quiet"));
        ProblemList.Write(html, problems);
    }

    /// <summary>Writes the claims that no block was found for.</summary>
    public void WriteRest(HeadingLevels levels)
    {
        foreach (var result in _left.ToList())
            Write(result, levels);
    }

    /// <summary>Writes the card of a claim.</summary>
    public void Write(ClaimResult result, HeadingLevels levels)
    {
        _left.RemoveAll(left => ReferenceEquals(left, result));
        new ClaimCard(html, result, page.Anchors.Of(result), replay(result.Claim), figures(result)).Write(levels.Below());
    }
}
