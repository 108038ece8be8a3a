using Assay.Claims;
using Assay.Claims.Code;

namespace Assay.Cli.Claims;

/// <summary>Two functions out of files of their own, which may have the same name.</summary>
internal sealed class FunctionPair
{
    /// <summary>Reads both.</summary>
    public FunctionPair(string before, string after)
    {
        var (first, problem) = FunctionFile.Read(before, "Before");
        var (second, otherProblem) = FunctionFile.Read(after, "After");
        Problems = [.. new[] { problem, otherProblem }.OfType<Problem>().Select(Advised).Distinct()];
        if (first is null || second is null)
            return;
        if (first.Name == second.Name)
            (first, second) = (first.Renamed($"{first.Name}_before"), second.Renamed($"{second.Name}_after"));
        Blocks = [first.Block, second.Block];
        Names = $"{first.Name}, {second.Name}";
    }

    /// <summary>The code of both.</summary>
    public IReadOnlyList<CodeBlock> Blocks { get; } = [];

    /// <summary>The text of the claim's <c>equal</c> line.</summary>
    public string Names { get; } = "";

    /// <summary>What is wrong with the files.</summary>
    public IReadOnlyList<Problem> Problems { get; }

    // A bare name was perhaps meant as a function's.
    private static Problem Advised(Problem problem) =>
        problem.Advice is null && problem.Place.Line == 0 && Path.GetExtension(problem.Place.File).Length == 0
            ? problem with { Advice = "To name functions, say with --code FILE where they are." }
            : problem;
}
