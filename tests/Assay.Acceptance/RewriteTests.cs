using System.Text.Json;
using Assay.TestSupport;

namespace Assay.Acceptance;

/// <summary><c>assay model rewrite</c> as users run it, against models that know, hurry or refuse.</summary>
public sealed class RewriteTests : IDisposable
{
    private const string PowerOfTwo = "static bool IsPowerOfTwo(int x) => (x & (x - 1)) == 0;";
    private static readonly string[] Three = ["--problem", "swap", "--problem", "power-of-two", "--problem", "exchange"];

    private readonly TemporaryFolder _folder = new();
    private readonly ChatEndpoint _endpoint = new(Answer);

    public void Dispose()
    {
        _endpoint.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Models_are_compared_by_what_is_proved_of_their_replies()
    {
        var (code, output) = RealTool.Run(["model", "rewrite", "--endpoint", _endpoint.Address, "--model", "knows", "--model", "hurries", "--model", "refuses", "--budget", "60 s", .. Three]);
        Assert.Equal(0, code);
        Assert.Matches(@"\n  knows +3/3 +29–100 % +0 +0 +0 +0\n", output);
        Assert.Matches(@"\n  hurries +0/3 +0–71 % +1 +2 +0 +0\n", output);
        Assert.Matches(@"\n  refuses +0/3 +0–71 % +0 +0 +0 +3\n", output);
        Assert.Matches(@"\n  swap +right +3 → 1 +for all inputs\n", output);
        Assert.Matches(@"\n  power-of-two +refuted +7 → 3 +x = 0; right exactly if x != 0\n", output);
        Assert.Matches(@"\n  exchange +no shorter +3 → 3 +for all inputs\n", output);
        Assert.Matches(@"\n  swap +unparsed +3 +There is no block of code in it.\n", output);
        Assert.All(output.Split('\n'), line => Assert.True(line.Length <= 80, line));
    }

    [Fact]
    public void What_was_recorded_is_decided_again_without_anybody_to_ask()
    {
        var file = _folder.At("replies.jsonl");
        var (code, asked) = RealTool.Run(["model", "rewrite", "--endpoint", _endpoint.Address, "--model", "knows", "--model", "hurries", "--record", file, "--budget", "60 s", "--json", .. Three]);
        _endpoint.Dispose();
        var recorded = RealTool.Run(["model", "rewrite", "--recorded", file, "--model", "hurries", "--budget", "60 s", "--json", .. Three]);
        Assert.Equal((0, 0), (code, recorded.Code));
        using var all = JsonDocument.Parse(asked);
        using var one = JsonDocument.Parse(recorded.Output);
        Assert.Equal([(3, 0), (0, 2)], Counts(all));
        Assert.Equal([(0, 2)], Counts(one));
        var answer = one.RootElement.GetProperty("models")[0].GetProperty("answers").EnumerateArray().Single(answer => answer.GetProperty("problem").GetString() == "power-of-two");
        Assert.Equal(("refuted", PowerOfTwo), (answer.GetProperty("outcome").GetString(), answer.GetProperty("code").GetString()));
        Assert.Equal("x = 0", answer.GetProperty("verdict").GetProperty("counterexample").GetProperty("assignment").GetString());

        static IEnumerable<(int, int)> Counts(JsonDocument json) =>
            json.RootElement.GetProperty("models").EnumerateArray().Select(model => (model.GetProperty("right").GetInt32(), model.GetProperty("refuted").GetInt32()));
    }

    [Fact]
    public void A_function_of_ones_own_is_asked_under_its_assumption()
    {
        var file = _folder.At("test.cs");
        File.WriteAllText(file, "static bool IsPowerOfTwo(int x)\n{\n    if (x == 0)\n        return false;\n    return (x & (x - 1)) == 0;\n}\n");
        var (code, output) = RealTool.Run("model", "rewrite", "--endpoint", _endpoint.Address, "--model", "hurries", "--file", file, "--assume", "x > 0", "--replies");
        Assert.Equal(0, code);
        Assert.Matches(@"\n  test +right +5 → 3 +for all inputs with x > 0\n", output);
        Assert.Contains("\n    | " + PowerOfTwo + "\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_kernel_of_ones_own_too()
    {
        var file = _folder.At("swap.asm");
        File.WriteAllText(file, "; Swap(eax, ebx) -> (eax, ebx)\nmov edx, ebx\nmov ebx, eax\nmov eax, edx\n");
        var (code, output) = RealTool.Run("model", "rewrite", "--endpoint", _endpoint.Address, "--model", "hurries", "--file", file);
        Assert.Equal(0, code);
        Assert.Matches(@"\n  swap +refuted +3 → 2 +eax = \S+ ebx = \S+ right\s+exactly\s+if\s+eax == ebx\n", output);
    }

    [Fact]
    public void A_claim_counts_all_problems_of_a_set()
    {
        var file = _folder.At("claims.md");
        File.WriteAllText(file, """
            ```claim none-is-readable
            says:    It shortens no kernel.
            domain:  language-models
            model:   endpoint
            task:    shorter = rewrite(kernels)
            claim:   share(shorter.unparsed > 0) >= 1
            expect:  supported
            ```
            """);
        var (code, output) = RealTool.Run("check", file, "--no-store", "--verbose", "--endpoint", _endpoint.Address, "--model", "refuses");
        Assert.Equal(0, code);
        Assert.Contains("counted over 8, which is all there are", output, StringComparison.Ordinal);
        Assert.Contains("unparsed: There is no block of code in it", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Problems_are_listed_with_their_prompts()
    {
        var (code, output) = RealTool.Run("model", "rewrite", "--list");
        Assert.Equal(0, code);
        Assert.Contains("sort3-known-pair  12 instructions\n", output, StringComparison.Ordinal);
        Assert.Contains("\n        if (x < 0)\n", output, StringComparison.Ordinal);
        Assert.All(output.Split('\n'), line => Assert.True(line.Length <= 80, line));
    }

    [Theory]
    [InlineData("No model is named", "static int F(int x) => x;", "--file")]
    [InlineData("not one method", "static int x;", "--file")]
    [InlineData("No input meets", "static int F(int x) => x;", "--assume", "x > 0 && x < 0", "--file")]
    [InlineData("CS0103", "static int F(int x) => y;", "--file")]
    [InlineData("Leave out one of them", "static int F(int x) => x;", "--problem", "swap", "--file")]
    public void What_is_wrong_is_told(string wanted, string text, params string[] arguments)
    {
        var file = _folder.At("wrong.cs");
        File.WriteAllText(file, text);
        var (code, output) = RealTool.Run(["model", "rewrite", .. arguments, file]);
        Assert.Equal(3, code);
        Assert.Contains(wanted, output.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    private static string Answer(string model, string prompt)
    {
        if (model == "refuses")
            return "I would rather not.";
        var isKnown = model == "knows";
        var code = prompt.Contains("Swap(", StringComparison.Ordinal) ? isKnown ? "xchg eax, ebx" : "mov eax, ebx\nmov ebx, eax"
            : prompt.Contains("IsPowerOfTwo", StringComparison.Ordinal) ? isKnown ? "static bool IsPowerOfTwo(int x) => x != 0 && (x & (x - 1)) == 0;" : PowerOfTwo
            : isKnown ? "static (int, int) Exchange(int a, int b) => (b, a);" : "static (int, int) Exchange(int a, int b) { a ^= b; b ^= a; a ^= b; return (a, b); }";
        return $"Here it is:\n```\n{code}\n```";
    }
}
