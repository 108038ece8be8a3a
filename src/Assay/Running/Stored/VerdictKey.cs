using System.Security.Cryptography;
using Assay.Claims;

namespace Assay.Running.Stored;

/// <summary>Everything that a verdict depends on, and the name under which it is kept: a hash of that.</summary>
/// <param name="Parts">Texts, in a fixed order; files by their names and the hashes of what they hold.</param>
internal sealed record VerdictKey(IReadOnlyList<string> Parts)
{
    private static readonly HashSet<string> WithoutMeaning = ["says", "budget", "expect"];

    /// <summary>The hash, as lower-case hexadecimal digits.</summary>
    public string Name { get; } = HashOf(Parts);

    /// <summary>The key; null where what the answer depends on is not known, or cannot be read.</summary>
    /// <param name="build">What decides: see <see cref="BuildOf"/>.</param>
    /// <param name="manner">Options that the answer depends on.</param>
    /// <param name="document">The document.</param>
    /// <param name="question">The claim, understood.</param>
    /// <param name="budget">What it may use.</param>
    public static VerdictKey? Of(string build, string manner, ClaimDocument document, IQuestion question, Budget budget)
    {
        if (question.Files is not { } files)
            return null;

        var claim = question.Claim;
        List<ClaimEntry> entries = [.. claim.Entries.Where(entry => !WithoutMeaning.Contains(entry.Key))];
        List<string> parts =
        [
            StoredVerdict.CurrentSchema, build, manner, Path.GetFileName(document.File), claim.Name, budget.ToString(),
            $"{entries.Count} entries, {document.Blocks.Count} blocks, {files.Count} files",
            .. entries.SelectMany(entry => (string[])[entry.Key, entry.Value.Text, $"line {entry.Value.Start.Line}"]),

            // Whether a finding is the one that is expected is part of the answer.
            claim.Find("find") is null ? "" : claim.Find("expect")?.Text ?? "",

            // Reasons and traces name lines.
            .. document.Blocks.SelectMany(block => (string[])[block.Language, block.Info.Text, block.Code.Text, block.Code.Start.ToString()]),
        ];
        if (!Path.GetExtension(document.File).Equals(".md", StringComparison.OrdinalIgnoreCase))
            parts.Add(document.Text);
        foreach (var file in files)
        {
            if (Digest(file) is not { } digest)
                return null;
            parts.AddRange([file, digest]);
        }

        return new VerdictKey(parts);
    }

    /// <summary>Which build of Assay decides: the identities of all assemblies that take part, and the version of the runtime.</summary>
    public static string BuildOf(IEnumerable<IDomain> domains) => string.Join(
        '|',
        domains.Select(domain => domain.GetType()).Append(typeof(VerdictKey)).Select(type => type.Module.ModuleVersionId.ToString()).Distinct().Append(Environment.Version.ToString()));

    private static string HashOf(IReadOnlyList<string> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AddTexts([.. parts]);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static string? Digest(string file)
    {
        try
        {
            using var stream = File.OpenRead(file);
            return Convert.ToHexStringLower(SHA256.HashData(stream));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
