using System.Globalization;

namespace Assay.Programs.Deciders.External;

/// <summary>An installed solver.</summary>
/// <param name="Name">Its name: <c>z3</c>, <c>cvc5</c> or <c>bitwuzla</c>.</param>
/// <param name="Path">Where it is installed.</param>
internal sealed record SolverProgram(string Name, string Path)
{
    /// <summary>The names of the solvers that are known.</summary>
    public static readonly IReadOnlyList<string> Known = ["z3", "cvc5", "bitwuzla"];

    /// <summary>The known solvers that stand in the folders of a search path.</summary>
    /// <param name="searchPath">Folders as in the environment variable PATH, which is the default.</param>
    public static IReadOnlyList<SolverProgram> Installed(string? searchPath = null)
    {
        var folders = (searchPath ?? Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
            .Split(System.IO.Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Where(System.IO.Path.IsPathFullyQualified)
            .ToArray();
        var suffix = OperatingSystem.IsWindows() ? ".exe" : string.Empty;
        return
        [
            .. from name in Known
               let path = folders.Select(folder => System.IO.Path.Combine(folder, name + suffix)).FirstOrDefault(File.Exists)
               where path is not null
               select new SolverProgram(name, path),
        ];
    }

    /// <summary>What makes it read a script from its standard input.</summary>
    /// <param name="time">After this time it ends by itself, should nobody be left to end it.</param>
    /// <param name="megabytes">Memory that it may use, where it has an option for that.</param>
    public IReadOnlyList<string> Arguments(TimeSpan time, int megabytes)
    {
        var milliseconds = ((long)Math.Clamp(time.TotalMilliseconds, 1, 1e9)).ToString(CultureInfo.InvariantCulture);
        var seconds = ((long)Math.Ceiling(Math.Clamp(time.TotalSeconds, 1, 1e6))).ToString(CultureInfo.InvariantCulture);
        return Name switch
        {
            "z3" => ["-smt2", "-in", $"-T:{seconds}", string.Create(CultureInfo.InvariantCulture, $"-memory:{megabytes}")],
            "cvc5" => ["--lang=smt2", "--produce-models", $"--tlimit={milliseconds}", "-"],
            _ => ["--produce-models", "--time-limit", milliseconds],
        };
    }
}
