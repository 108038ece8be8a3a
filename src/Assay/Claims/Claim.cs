using Assay.Claims;

namespace Assay;

/// <summary>What is said: a statement about everything in its scope, under an assumption. Not yet understood.</summary>
/// <param name="Name">The name, unique in its document; <c>[a-z0-9-]+</c>.</param>
/// <param name="Place">Where the block starts.</param>
/// <param name="Entries">The lines of the block in their order.</param>
public sealed record Claim(string Name, Place Place, IReadOnlyList<ClaimEntry> Entries)
{
    /// <summary>The domain that understands this claim; <c>programs</c> unless the block says otherwise.</summary>
    public string Domain => Find("domain")?.Text ?? "programs";

    /// <summary>The claim in one sentence, when its author gave one.</summary>
    public string? Says => Find("says")?.Text;

    /// <summary>How an entry is written where this claim comes from, for advice: the key and the text give a line of a block unless said otherwise.</summary>
    public Func<string, string, string> Spell { get; init; } = (key, text) => $"{key}: {text}";

    /// <summary>How the command line names this claim: <c>FILE#NAME</c>.</summary>
    public string Reference => $"{Place.File}#{Name}";

    /// <summary>The text of the first entry with this key, or null when there is none.</summary>
    public ClaimText? Find(string key) => Entries.FirstOrDefault(entry => entry.Key == key)?.Value;

    /// <summary>The texts of all entries with this key.</summary>
    public IEnumerable<ClaimText> All(string key) => Entries.Where(entry => entry.Key == key).Select(entry => entry.Value);
}
