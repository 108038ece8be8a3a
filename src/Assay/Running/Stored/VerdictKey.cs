using System.Security.Cryptography;
using Assay.Claims;

namespace Assay.Running.Stored;

/// <summary>The name under which a verdict is kept: a hash of everything that it depends on.</summary>
internal static class VerdictKey
{
    private static readonly HashSet<string> WithoutMeaning = ["says", "budget", "expect"];

    /// <summary>The key, as lower-case hexadecimal digits; null where what the answer depends on is not known, or cannot be read.</summary>
    /// <param name="build">What decides: see <see cref="BuildOf"/>.</param>
    /// <param name="manner">Options that the answer depends on.</param>
    /// <param name="document">The document.</param>
    /// <param name="question">The claim, understood.</param>
    /// <param name="budget">What it may use.</param>
    public static string? Of(string build, string manner, ClaimDocument document, IQuestion question, Budget budget)
    {
        if (question.Files is not { } files)
            return null;

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var claim = question.Claim;
        hash.AddTexts(StoredVerdict.CurrentSchema, build, manner, Path.GetFileName(document.File), claim.Name, budget.ToString());
        hash.AddTexts($"{claim.Entries.Count(entry => !WithoutMeaning.Contains(entry.Key))} entries, {document.Blocks.Count} blocks, {files.Count} files");
        foreach (var entry in claim.Entries.Where(entry => !WithoutMeaning.Contains(entry.Key)))
            hash.AddTexts(entry.Key, entry.Value.Text);

        // Whether a finding is the one that is expected is part of the answer.
        hash.AddTexts(claim.Find("find") is null ? "" : claim.Find("expect")?.Text ?? "");

        // Traces name lines.
        foreach (var block in document.Blocks)
            hash.AddTexts(block.Language, block.Info.Text, block.Code.Text, block.Code.Start.ToString());
        if (!Path.GetExtension(document.File).Equals(".md", StringComparison.OrdinalIgnoreCase))
            hash.AddTexts(document.Text);
        foreach (var file in files)
        {
            if (Digest(file) is not { } digest)
                return null;
            hash.AddTexts(file, digest);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Which build of Assay decides: the identities of all assemblies that take part, and the version of the runtime.</summary>
    public static string BuildOf(IEnumerable<IDomain> domains) => string.Join(
        '|',
        domains.Select(domain => domain.GetType()).Append(typeof(VerdictKey)).Select(type => type.Module.ModuleVersionId.ToString()).Distinct().Append(Environment.Version.ToString()));

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
