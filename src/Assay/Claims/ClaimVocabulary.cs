using Assay.Running;

namespace Assay.Claims;

/// <summary>The words that claim blocks may use: the keys common to all domains, and each domain's own.</summary>
/// <param name="domains">The domains that are present.</param>
public sealed class ClaimVocabulary(IReadOnlyList<IDomain> domains)
{
    /// <summary>The keys that every claim may use.</summary>
    public static IReadOnlyList<ClaimKey> Common { get; } =
    [
        new("domain", "What the claim is about; programs unless said otherwise."),
        new("says", "The claim in one sentence, shown beside the formal line."),
        new("for-all", "Variables with their types, of which the claim must hold for every value."),
        new("exists", "Variables with their types, of which one value is enough."),
        new("given", "A definition the claim may use.", Repeats: true),
        new("assume", "A condition on the inputs; several are joined by 'and'.", Repeats: true),
        new("claim", "The statement."),
        new("find", "What to look for instead of a yes or no, for example: weakest assumption."),
        new("expect", "The outcome that makes the document pass; under 'find', the expression or none."),
        new("witness", "A value for every variable, as in: a = 3, b = 7."),
        new("budget", "What the claim may use, as in: 10 s, 64 seeds."),
        new("confidence", "How sure a measured answer must be, between 0 and 1."),
        new("margin", "The difference that would matter in a measured claim."),
        new("types", "Repeats the claim for each type, as in: T = sbyte, short, int. Several lines go in step.", Repeats: true),
    ];

    /// <summary>The names of the domains.</summary>
    public IReadOnlyList<string> DomainNames { get; } = [.. domains.Select(domain => domain.Name)];

    /// <summary>Files beside Markdown that hold claims.</summary>
    public IReadOnlyList<IDocumentFormat> Formats { get; } = [.. domains.SelectMany(domain => domain.Formats)];

    /// <summary>The keys that a claim of this domain may use; those of all domains when the name is unknown.</summary>
    public IReadOnlyList<ClaimKey> KeysOf(string domain)
    {
        var own = domains.Where(known => known.Name == domain).SelectMany(known => known.Keys);
        var all = domains.SelectMany(known => known.Keys).DistinctBy(key => key.Name);
        return [.. Common, .. DomainNames.Contains(domain) ? own : all];
    }

    /// <summary>The first domain that has this key, or null.</summary>
    public string? OwnerOf(string key) =>
        domains.FirstOrDefault(domain => domain.Keys.Any(own => own.Name == key))?.Name;
}
