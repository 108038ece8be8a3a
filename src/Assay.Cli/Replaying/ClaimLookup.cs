using Assay.Claims;
using Assay.Cli.Terminal;
using Assay.Running;

namespace Assay.Cli.Replaying;

/// <summary>Finds the one claim that a user names.</summary>
internal sealed class ClaimLookup(IReadOnlyList<IDomain> domains, Surroundings surroundings)
{
    /// <summary>The document with that claim alone, or what stands in the way.</summary>
    public (ClaimDocument? Document, IReadOnlyList<Problem> Problems) Find(string name)
    {
        if (name.Contains('#') || Path.Exists(name) || Path.HasExtension(name))
            return OneOf(DocumentSearch.Find([name], domains, surroundings), name);

        var (documents, problems) = DocumentSearch.Find([surroundings.Folder], domains, surroundings);
        var holding = documents.Where(document => document.Claims.Any(claim => claim.Name == name)).ToList();
        return holding switch
        {
            [var document] => (Narrow(document, name), []),
            [] when documents.Count == 0 => (null, problems),
            [] => (null, [Missing(name, documents)]),
            _ => (null, [Several(name, holding)]),
        };
    }

    private static (ClaimDocument?, IReadOnlyList<Problem>) OneOf(
        (IReadOnlyList<ClaimDocument> Documents, IReadOnlyList<Problem> Problems) found, string name)
    {
        if (found.Documents is [var document])
        {
            // A document whose only claim cannot be read goes on, so that its problems are told.
            if (document.Claims.Count == 1 || document is { Claims.Count: 0, Problems.Count: > 0 })
                return (document, []);
            return (null, [Choice(name, document)]);
        }

        return (null, found.Problems.Count > 0 ? found.Problems : [new Problem(Place.Whole(name), "Replaying needs one claim.", "Name it as FILE#NAME.")]);
    }

    private static ClaimDocument Narrow(ClaimDocument document, string name) => document with
    {
        Claims = [.. document.Claims.Where(claim => claim.Name == name)],
        Problems = [.. document.Problems.Where(problem => problem.Claim is null || problem.Claim == name)],
    };

    private static Problem Choice(string file, ClaimDocument document) => new(
        Place.Whole(file),
        $"Several claims could be replayed: {string.Join(", ", document.Claims.Select(claim => claim.Name))}.",
        $"Choose one, as in: {document.Claims[0].Reference}");

    private Problem Several(string name, IReadOnlyList<ClaimDocument> documents) => new(
        Place.Whole(surroundings.Folder),
        $"Several files have a claim named '{name}': {string.Join(", ", documents.Select(document => document.File))}.",
        $"Choose one, as in: {documents[0].File}#{name}");

    private Problem Missing(string name, IReadOnlyList<ClaimDocument> documents) => new(
        Place.Whole(surroundings.Folder),
        $"No claim here is named '{name}'.",
        NearestSpelling.Of(name, documents.SelectMany(document => document.Claims).Select(claim => claim.Name)) is { } nearest
            ? $"Did you mean '{nearest}'?"
            : null);
}
