using System.Text.Json;
using System.Text.RegularExpressions;
using Assay.TestSupport;

namespace Assay.Acceptance;

/// <summary><c>assay model track</c> and claims about models, as users run them, against an endpoint that overlooks swaps.</summary>
public sealed partial class TrackTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ChatEndpoint _endpoint = new((_, prompt) => Answer(prompt));
    private string Address => _endpoint.Address;

    public void Dispose()
    {
        _endpoint.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_model_that_overlooks_swaps_is_seen_to_by_parity()
    {
        var svg = _folder.At("accuracy.svg");
        var (code, output) = RealTool.Run("model", "track", "--endpoint", Address, "--model", "blind", "--depth", "0..2", "--n", "12", "--svg", svg);
        Assert.Equal(0, code);
        Assert.Matches(@"\n  1 +0 +0 % ", output);
        Assert.Matches(@"\n  2 +0 +100 % ", output);
        Assert.Contains("After an odd number of swaps 0 % right", output, StringComparison.Ordinal);
        Assert.Matches(@"\n    (\w), (\w) = \2, \1\n    assert \w == ?\n", output);
        Assert.All(output.Split('\n'), line => Assert.True(line.Length <= 80 || line.StartsWith("wrote", StringComparison.Ordinal), line));
        Assert.Contains("first value", File.ReadAllText(svg), StringComparison.Ordinal);
    }

    [Fact]
    public void The_picture_of_the_gallery_is_what_the_recording_shows()
    {
        var (models, svg) = (Path.Combine(Repository.Root, "gallery", "models"), _folder.At("swaps.svg"));
        var (code, output) = RealTool.Run("model", "track", "--recorded", Path.Combine(models, "tinyllama.replies.gz"), "--depth", "0..4", "--n", "40", "--svg", svg);
        Assert.True(code == 0, output);
        Assert.Equal(File.ReadAllText(Path.Combine(models, "tinyllama-swaps.svg")), File.ReadAllText(svg));
    }

    [Fact]
    public void Claims_of_one_run_share_its_bounds_and_its_recording()
    {
        _folder.Write("claims.md", string.Join("\n\n", new[] { "one", "two" }.Select(name => Samples.Block(name, $"domain: language-models\nmodel: endpoint\ntask: t = tuple-swap(depth: {(name == "one" ? 1 : 3)})\nbudget: 40 seeds, 1 min\nclaim: share(t.firstValue > 0) >= 0.5"))));
        var (code, output) = RealTool.Run("check", _folder.At("claims.md"), "--endpoint", Address, "--model", "blind", "--record", _folder.At("run.replies"), "--no-store");
        Assert.True(code == 0, output);
        Assert.Contains("2 supported", output, StringComparison.Ordinal);

        (code, output) = RealTool.Run("check", _folder.At("claims.md"), "--endpoint", Address, "--model", "blind", "--most-requests", "100", "--no-store");
        Assert.NotEqual(0, code);
        Assert.Contains("1 supported", output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_would_be_ignored_is_refused()
    {
        Assert.Equal(3, RealTool.Run("model", "track", "--recorded", "a.replies", "--endpoint", Address).Code);
        Assert.Equal(3, RealTool.Run("model", "track", "--built-in", "built-in(steps: 5)", "--record", _folder.At("q")).Code);
    }

    [Fact]
    public void A_model_stands_beside_those_who_do_not_read()
    {
        var (code, output) = RealTool.Run("model", "track", "--endpoint", Address, "--model", "blind", "--depth", "1", "--n", "20");
        Assert.Equal(0, code);

        // It says the first value of the variable always, and that is never right after one swap.
        Assert.Matches(@"\n  1 +0 +100 % +0 % ", output);

        (_, output) = RealTool.Run("model", "track", "--endpoint", Address, "--model", "blind", "--task", "redefinition", "--depth", "1", "--n", "8");
        Assert.DoesNotContain("odd number", output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_written_is_refused_before_anything_is_asked()
    {
        foreach (var svg in new[] { _folder.At(""), "/dev/null/x.svg" })
        {
            var (code, output) = RealTool.Run("model", "track", "--endpoint", Address, "--model", "blind", "--n", "1", "--svg", svg);
            Assert.Equal(3, code);
            Assert.Contains("--svg", output, StringComparison.Ordinal);
        }

        var (made, _) = RealTool.Run("model", "track", "--endpoint", Address, "--model", "blind", "--n", "1", "--depth", "1", "--svg", _folder.At("new/x.svg"));
        Assert.Equal(0, made);
        Assert.True(File.Exists(_folder.At("new/x.svg")));
    }

    [Fact]
    public void What_looks_like_a_key_is_not_shown()
    {
        var (code, output) = RealTool.Run("model", "track", "--endpoint", Address, "--model", "blind", "--key", "sk-realkey123");
        Assert.Equal(3, code);
        Assert.DoesNotContain("realkey", output, StringComparison.Ordinal);
        Assert.Equal(3, RealTool.Run("model", "track", "--endpoint", Address, "--model", "").Code);
    }

    [Fact]
    public void A_wrong_option_names_the_whole_command()
    {
        var (code, output) = RealTool.Run("model", "track", "--deep");
        Assert.Equal(3, code);
        Assert.Contains("'assay model track --help'", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_recorded_run_is_packed_and_decides_claims_without_the_endpoint()
    {
        var (log, packed) = (_folder.At("run.replies"), _folder.At("run.replies.gz"));
        string[] asks = ["--depth", "1", "--n", "30", "--json"];
        var (_, live) = RealTool.Run(["model", "track", "--endpoint", Address, "--model", "blind", "--record", log, .. asks]);
        _endpoint.Dispose();

        var (code, output) = RealTool.Run("model", "pack", log, "--out", packed);
        Assert.Equal(0, code);
        Assert.Contains("of blind", output, StringComparison.Ordinal);
        Assert.Equal(live, RealTool.Run(["model", "track", "--recorded", packed, .. asks]).Output);

        var claim = _folder.Write("claim.md", "```claim overlooks\nsays: It overlooks a swap.\ndomain: language-models\nmodel: recorded(run.replies.gz)\ntask: once = tuple-swap(depth: 1)\nclaim: share(once.firstValue > 0) >= 0.8\nbudget: 30 seeds\nexpect: supported\n```\n");
        (code, output) = RealTool.Run("check", claim, "--no-store");
        Assert.True(code == 0, output);

        Assert.Equal(3, RealTool.Run("model", "pack", log, "--out", _folder.At("run.zip")).Code);
        Assert.Equal(3, RealTool.Run("model", "pack", _folder.At("none"), "--out", packed).Code);
    }

    [Fact]
    public void Machines_get_counts()
    {
        var (code, output) = RealTool.Run("model", "track", "--endpoint", Address, "--model", "blind", "--depth", "1", "--distance", "0,3", "--n", "8", "--json");
        using var json = JsonDocument.Parse(output);
        var cells = json.RootElement.GetProperty("cells");
        Assert.Equal((0, 2), (code, cells.GetArrayLength()));
        Assert.All(cells.EnumerateArray(), cell => Assert.Equal((8, 0, 8, 8), (Int(cell, "instances"), Int(cell, "right"), Int(cell, "twinRight"), Int(cell, "firstValue"))));

        static int Int(JsonElement cell, string name) => cell.GetProperty(name).GetInt32();
    }

    [Fact]
    public void Claims_about_an_endpoint_are_decided_where_one_is_named()
    {
        var file = _folder.At("claims.md");
        File.WriteAllText(file, """
            ```claim overlooks
            says:    It overlooks a swap.
            domain:  language-models
            model:   endpoint
            task:    once = tuple-swap(depth: 1)
            claim:   mean(once.twinRight - once.right) >= 0.5
            expect:  supported
            ```
            """);
        Assert.Equal(3, RealTool.Run("check", file, "--no-store").Code);
        var (code, output) = RealTool.Run("check", file, "--no-store", "--verbose", "--endpoint", Address, "--model", "blind");
        Assert.Equal(0, code);
        Assert.Contains("supported", output, StringComparison.Ordinal);
        Assert.Contains("smallest program that it gets wrong", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_names_the_first_program_whatever_it_is_chooses_by_place()
    {
        var (code, output) = RealTool.Run("model", "swap", "--endpoint", Address, "--model", "blind", "--n", "10");
        Assert.Equal(0, code);
        Assert.Contains("one that depends on its place 100 %", output.ReplaceLineEndings(" ").Replace("              ", " ", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.All(output.Split('\n'), line => Assert.True(line.Length <= 80, line));
        using var json = JsonDocument.Parse(RealTool.Run("model", "swap", "--endpoint", Address, "--model", "blind", "--n", "10", "--json").Output);
        Assert.Equal((10, 0), (json.RootElement.GetProperty("choicesByPlace").GetInt32(), json.RootElement.GetProperty("right").GetInt32()));
    }

    [Theory]
    [InlineData("No model is named", "model", "track")]
    [InlineData("No model is named", "model", "swap")]
    [InlineData("--endpoint names no model", "model", "track", "--endpoint", "http://127.0.0.1:1/v1")]
    [InlineData("nobody answers at that address", "model", "track", "--endpoint", "http://127.0.0.1:1/v1", "--model", "m", "--n", "1", "--depth", "1")]
    [InlineData("cannot say 'tuple-swap'", "model", "track", "--endpoint", "http://127.0.0.1:1/v1", "--model", "m", "--syntax", "c")]
    [InlineData("no list of numbers", "model", "track", "--endpoint", "http://127.0.0.1:1/v1", "--model", "m", "--depth", "3..1")]
    public void What_is_wrong_is_told(string wanted, params string[] arguments)
    {
        var (code, output) = RealTool.Run(arguments);
        Assert.Equal(3, code);
        Assert.Contains(wanted, output.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    // Answers with the first value of the variable.
    private static string Answer(string prompt)
    {
        var lines = prompt.Split('\n');
        var asked = lines[^1].Split(' ').ElementAtOrDefault(1);
        return prompt.Contains("def ", StringComparison.Ordinal) ? "1" : lines.Select(line => FirstValue().Match(line)).First(match => match.Success && match.Groups[1].Value == asked).Groups[2].Value;
    }

    [GeneratedRegex(@"^(\w+) = (\d)$")]
    private static partial Regex FirstValue();
}
