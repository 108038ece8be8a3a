namespace Assay.Cli;

/// <summary>The tool itself, to be started again.</summary>
internal static class OwnProgram
{
    /// <summary>The program and its first arguments: a program of its own, or <c>dotnet assay.dll</c>.</summary>
    public static string[] Words()
    {
        var program = Environment.ProcessPath!;
        return Path.GetFileNameWithoutExtension(program) == "dotnet" ? [program, Path.Combine(AppContext.BaseDirectory, "assay.dll")] : [program];
    }
}
