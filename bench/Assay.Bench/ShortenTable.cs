using System.Globalization;
using Assay.Claims;
using Assay.Claims.Code;
using Assay.Programs;
using Assay.Programs.Synthesis.Shortening;
using Assay.Running;

namespace Assay.Bench;

/// <summary>The shortest programs for the bit tricks P1 to P25, and how far shorter ones are excluded.</summary>
internal static class ShortenTable
{
    public const string File = "bench/claims/hackers-delight.md";

    // Some tasks are meant for some inputs only, or need a product.
    private static readonly Dictionary<string, string[]> Assumptions = new()
    {
        ["P20"] = ["x != 0"],
        ["P21"] = ["x == a || x == b || x == c", "a != b && b != c && a != c"],
    };

    private static readonly HashSet<string> WithProduct = ["P22", "P25"];

    public static void Write(TextWriter output, TimeSpan time)
    {
        var document = new ClaimDocumentReader([new ProgramsDomain(new ProgramsOptions())]).Read(File);
        output.WriteLine("| task | given | shortest found | nothing below | programs tried | time, s | as C# |");
        output.WriteLine("|---|---|---|---|---|---|---|");
        for (var number = 1; number <= 25; number++)
        {
            var name = $"P{number}";
            var (function, problem) = DocumentFunctions.Find(document, name);
            var request = new ShortenRequest(function ?? throw new InvalidOperationException(problem!.ToString()))
            {
                Assumptions = [.. Assumptions.GetValueOrDefault(name, []).Select(text => ClaimText.Of(text, Place.Whole("bench")))],
                Instructions = WithProduct.Contains(name) ? "alu,mul" : "alu",
                Time = time,
            };
            var answer = BigStack.Run(() => Shortener.Run(request, new Progress<ProgressReport>(), CancellationToken.None), time * 2, CancellationToken.None);
            output.WriteLine(Row(name, answer is Shortened shortened ? shortened : throw new InvalidOperationException(string.Join(' ', ((ShortenRefused)answer).Problems))));
            output.Flush();
        }
    }

    private static string Row(string name, Shortened answer)
    {
        var text = answer.Shortest is { } shortest ? $"`{string.Join(' ', shortest.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))}`" : "";
        return string.Create(CultureInfo.InvariantCulture, $"| {name} | {answer.OriginalLength} | {(answer.Shortest is { } program ? program.Length : "-")} | {answer.NothingBelow} | {answer.Levels.Sum(level => (double)level.Programs):0.0e0} | {answer.Cost.TotalSeconds:0.0} | {text} |");
    }
}
