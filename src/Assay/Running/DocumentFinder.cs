using Assay.Claims;

namespace Assay.Running;

/// <summary>Finds claim documents behind files, folders and <c>FILE#NAME</c>.</summary>
/// <param name="reader">Reads each document.</param>
public sealed class DocumentFinder(ClaimDocumentReader reader)
{
    private const string HowToStart =
        "A claim is a ```claim NAME block in a Markdown file; 'assay new' writes three to start from.";

    private readonly List<ClaimDocument> _documents = [];
    private readonly List<Problem> _problems = [];
    private readonly Dictionary<string, int> _seen = [];

    /// <summary>Reads what stands behind the paths; what cannot be found becomes a problem.</summary>
    public (IReadOnlyList<ClaimDocument> Documents, IReadOnlyList<Problem> Problems) Find(IEnumerable<string> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        foreach (var path in paths)
        {
            if (Directory.Exists(path))
                AddFolder(path);
            else if (File.Exists(path))
                AddFile(path);
            else if (path.LastIndexOf('#') is > 0 and var hash && File.Exists(path[..hash]))
                AddClaim(path[..hash], path[(hash + 1)..]);
            else
                _problems.Add(NearestPath.Missing(path));
        }

        return (_documents, _problems);
    }

    private void AddFolder(string folder)
    {
        var claims = 0;
        foreach (var file in DocumentFiles.Under(folder, reader.Extensions))
        {
            var document = reader.Read(file);
            var unreadable = document.ClaimBlocks == 0 && document.Problems.Any(problem => problem.Place.Line == 0);
            if (document.ClaimBlocks > 0 || unreadable)
                Add(file, document);
            claims += document.ClaimBlocks;
        }

        if (claims == 0)
            _problems.Add(new Problem(Place.Whole(folder), "No claim found in this folder.", HowToStart));
    }

    private void AddFile(string file)
    {
        var document = reader.Read(file);
        if (document is { ClaimBlocks: 0, Problems.Count: 0 })
            _problems.Add(new Problem(Place.Whole(file), "No claim found in this file.", reader.AdviceFor(file) ?? HowToStart));
        else
            Add(file, document);
    }

    private void AddClaim(string file, string name)
    {
        var document = reader.Read(file);
        var problems = document.Problems.Where(problem => problem.Claim is null || problem.Claim == name).ToList();
        var claims = document.Claims.Where(claim => claim.Name == name).ToList();
        if (claims.Count == 0 && !problems.Any(problem => problem.Claim == name || problem.Place.Line == 0))
        {
            var names = document.Claims.Select(claim => claim.Name).ToList();
            _problems.Add(new Problem(Place.Whole(file), $"No claim here is named '{name}'.", NearestSpelling.Advice(name, names)));
            return;
        }

        Add(file, document with { Claims = claims, Problems = problems });
    }

    // A file may be named several times, whole and claim by claim; each claim is still checked once.
    private void Add(string file, ClaimDocument document)
    {
        var path = Path.GetFullPath(file);
        if (_seen.TryAdd(path, _documents.Count))
        {
            _documents.Add(document);
            return;
        }

        var known = _documents[_seen[path]];
        _documents[_seen[path]] = known with
        {
            Claims = [.. known.Claims.Concat(document.Claims).DistinctBy(claim => claim.Place.Line).OrderBy(claim => claim.Place.Line)],
            Problems = [.. known.Problems.Union(document.Problems)],
        };
    }
}
