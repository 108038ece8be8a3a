namespace Assay.Server.Tests;

public sealed class HostileTextTests(SharedServer server)
{
    private const int Deep = 60_000;

    public static TheoryData<string, string> Nested => new()
    {
        { "brackets in a claim", Claim($"{Many('(')}x{Many(')')} == x") },
        { "brackets in code", Claim("F(x) == x", $"static int F(int x) => {Many('(')}x{Many(')')};") },
        { "signs", Claim("F(true)", $"static bool F(bool x) => {Many('!')}x;") },
        { "blocks", Claim("F(x) == x", $"static int F(int x) {{ {Many('{')}{Many('}')} return x; }}") },
        { "types", Claim("F(x) == x", $"static int F(int x) {{ {string.Concat(Enumerable.Repeat("List<", 2000))}int{new string('>', 2000)} y = null; return x; }}") },
        { "quotations", $"{Many('>')} x\n\n{AssayClient.Small()}" },
        { "matrices", $"```claim c\ndomain: matrices\ngiven: A = {Many('[')}1{Many(']')}\nclaim: det(A) == 0\n```\n" },
        { "calls", $"```claim c\ndomain: training\ndata: digits\nnetwork: {string.Concat(Enumerable.Repeat("mlp(", Deep / 2))}\narm: a = sgd(lr: 0.1)\nclaim: mean(a.testAccuracy) >= 0.5\n```\n" },
    };

    [Theory(Timeout = ServedTool.Timeout)]
    [MemberData(nameof(Nested))]
    public async Task Deep_nesting_is_refused_and_hurts_nobody(string what, string text)
    {
        var run = await server.Client.Decide(text);
        Assert.True(run.GetProperty("state").GetString() is "done" or "failed" or "limited", what);
        Assert.All(run.GetProperty("verdicts").EnumerateArray(), verdict => Assert.Equal("unusable", verdict.GetProperty("word").GetString()));
        Assert.Equal("done", (await server.Client.Decide(AssayClient.Small())).GetProperty("state").GetString());
    }

    [Fact(Timeout = ServedTool.Timeout)]
    public async Task A_loop_without_end_is_cut_by_its_budget()
    {
        var run = await server.Client.Decide(AssayClient.Slow.Replace("1 h", "1 s", StringComparison.Ordinal));
        Assert.Equal("undecided", run.GetProperty("verdicts")[0].GetProperty("word").GetString());
    }

    [Fact(Timeout = ServedTool.Timeout)]
    public async Task What_takes_too_much_memory_ends_alone()
    {
        var run = await server.Client.Decide("```claim c\ndomain: training\ndata: teacher(inputs: 4000, width: 10, n: 60000)\nnetwork: mlp(4000, 1)\nloss: squared\narm: a = sgd(lr: 0.1)\nclaim: mean(a.trainLoss) >= 0.5\nmargin: 0.1\n```\n");
        Assert.Equal("limited", run.GetProperty("state").GetString());
        Assert.Contains("ran out", run.GetProperty("note").GetString(), StringComparison.Ordinal);
        Assert.Equal("done", (await server.Client.Decide(AssayClient.Small())).GetProperty("state").GetString());
    }

    [Fact(Timeout = ServedTool.Timeout)]
    public async Task Markup_is_shown_and_never_run()
    {
        const string Script = "</script><script>alert(1)</script>";
        var run = await server.Client.Decide($"""
            # {Script}

            <img src=x onerror=alert(1)> <svg onload=alert(1)>

            <iframe src="javascript:alert(1)"></iframe>

            [a link](javascript:alert(1)) ![a picture](https://elsewhere.example/a.png) ![another](data:image/svg+xml,%3Csvg%20onload=alert(1)%3E)

            ```claim c
            says:    {Script}
            for-all: int x
            claim:   x == x /* {Script} */
            ```
            """);
        var html = run.GetProperty("html").GetString()!;
        Assert.Contains("&lt;script&gt;", html, StringComparison.Ordinal);
        foreach (var tag in new[] { "<script", "<img", "<iframe", "href=\"javascript", "<svg" })
            Assert.DoesNotContain(tag, html, StringComparison.OrdinalIgnoreCase);
    }

    [Fact(Timeout = ServedTool.Timeout)]
    public async Task Characters_that_make_text_read_differently_are_not_passed_on()
    {
        var run = await server.Client.Decide("# A \u202etitle\u2066\n\n```claim c\nsays:    he\u202ello\u2069\nfor-all: int x\nclaim:   x == x\n```\n");
        var shown = run.GetProperty("html").GetString() + run.GetProperty("title").GetString() + run.GetProperty("verdicts")[0].GetProperty("says").GetString();
        Assert.DoesNotContain(shown, c => c is '\u202e' or '\u2066' or '\u2069');
        var problems = await server.Client.Look("```claim c\nfor-all: int x\nclaim: x\u202e == \u200bx\n```\n");
        Assert.NotEmpty(problems);
        Assert.DoesNotContain('\u202e', problems[0].GetProperty("message").GetString()!);
    }

    private static string Claim(string claim, string code = "") =>
        $"{(code.Length > 0 ? $"```csharp\n{code}\n```\n\n" : "")}```claim c\nfor-all: int x\nclaim: {claim}\n```\n";

    private static string Many(char sign) => new(sign, Deep);
}
