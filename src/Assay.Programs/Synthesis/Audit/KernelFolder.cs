using Assay.Claims;

namespace Assay.Programs.Synthesis.Audit;

/// <summary>The files of a folder that hold kernels.</summary>
/// <param name="Files">The files, by name.</param>
/// <param name="Others">The number of files that were left out because of their kind.</param>
public sealed record KernelFolder(IReadOnlyList<string> Files, int Others)
{
    private static readonly HashSet<string> Extensions = new(StringComparer.OrdinalIgnoreCase) { "", ".asm", ".s", ".txt", ".kernel" };

    /// <summary>The names that files of kernels have, for messages.</summary>
    public const string Kinds = "*.txt, *.asm, *.s, *.kernel, or without an extension";

    /// <summary>The text of one file, or why there is none.</summary>
    public static (string? Text, Problem? Problem) Read(string file) => KernelFile.Read(file);

    /// <summary>Looks in a folder and those in it. Hidden files and folders, and links, are left out.</summary>
    public static KernelFolder Of(string folder, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(folder);
        List<string> files = [];
        var others = 0;
        var options = new EnumerationOptions { AttributesToSkip = FileAttributes.ReparsePoint | FileAttributes.Hidden, IgnoreInaccessible = true, RecurseSubdirectories = true };
        foreach (var file in Directory.EnumerateFiles(folder, "*", options))
        {
            cancellation.ThrowIfCancellationRequested();
            if (Extensions.Contains(Path.GetExtension(file)))
            {
                files.Add(file);
            }
            else
            {
                others++;
            }
        }

        files.Sort(StringComparer.Ordinal);
        return new KernelFolder(files, others);
    }
}
