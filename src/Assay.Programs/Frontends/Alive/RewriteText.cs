namespace Assay.Programs.Frontends.Alive;

/// <summary>The lines of a rewrite that are not in its language.</summary>
internal static class RewriteText
{
    /// <summary>Whether a line names the rewrite that follows.</summary>
    public static bool IsName(string line) => line.TrimStart().StartsWith("Name:", StringComparison.Ordinal);

    /// <summary>The name in such a line.</summary>
    public static string NameIn(string line) => line[(line.IndexOf(':') + 1)..].Trim();

    /// <summary>The text with the name, which is free prose, blanked out; offsets stay.</summary>
    public static string WithoutName(string text) => string.Join('\n', text.Split('\n').Select(line => IsName(line) ? new string(' ', line.Length) : line));
}
