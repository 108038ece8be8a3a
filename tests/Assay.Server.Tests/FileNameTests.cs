using Assay.TestSupport;

namespace Assay.Server.Tests;

/// <summary>No submission opens a file, whatever field names it and however it is written.</summary>
public sealed class FileNameTests(SharedServer server)
{
    private static readonly string[] Paths =
    [
        "{beside}", "{folder}/secret.csv", "{folder}/link.csv", "../secret.csv", "a/../../secret.csv", "./secret.csv", "/etc/passwd.csv", "/proc/self/environ.csv", "/dev/zero.csv",
        "//server/share/secret.csv", @"\\server\share\secret.csv", "file:///etc/passwd.csv", "C:/secret.csv",
    ];

    private static readonly string[] Fields =
    [
        "domain: matrices\ngiven: A = {path}\nclaim: det(A) == 0",
        "domain: training\ndata: {path}\nnetwork: mlp(2, 2)\narm: a = sgd(lr: 0.1)\nclaim: mean(a.testAccuracy) >= 0.5\nmargin: 0.1",
        "domain: training\ndata: mnist(folder: {path})\nnetwork: mlp(784, 10)\narm: a = sgd(lr: 0.1)\nclaim: mean(a.testAccuracy) >= 0.5\nmargin: 0.1",
        "domain: training\ndata: digits\nnetwork: mlp(64, 10)\nstart: from({path})\narm: a = sgd(lr: 0.1)\nclaim: mean(a.testAccuracy) >= 0.5\nmargin: 0.1",
        "domain: language-models\nmodel: recorded({path})\ntask: t = redefinition(depth: 1)\nclaim: share(t.right > 0) >= 0.9",
    ];

    [Fact(Timeout = ServedTool.Timeout)]
    public async Task No_field_of_a_claim_opens_a_file()
    {
        using var folder = new TemporaryFolder();
        var secret = folder.Write("secret.csv", "1,2\n3,4\n");
        File.CreateSymbolicLink(folder.At("link.csv"), secret);
        var beside = Path.Combine(AppContext.BaseDirectory, "secret.csv");
        File.WriteAllText(beside, "1,2\n3,4\n");
        try
        {
            var claims = Fields.SelectMany(_ => Paths, (field, path) => field.Replace("{path}", path, StringComparison.Ordinal)
                .Replace("{folder}", folder.Root, StringComparison.Ordinal).Replace("{beside}", "secret.csv", StringComparison.Ordinal)).ToList();
            var text = string.Concat(claims.Select((claim, i) => $"```claim c{i}\n{claim}\n```\n\n"));
            var verdicts = (await server.Client.Decide(text)).GetProperty("verdicts").EnumerateArray().ToList();
            Assert.Equal(claims.Count, verdicts.Count);
            Assert.All(verdicts.Zip(claims), pair => Assert.True(pair.First.GetProperty("word").GetString() == "unusable", $"{pair.Second}\n{pair.First}"));
        }
        finally
        {
            File.Delete(beside);
        }
    }

    [Theory(Timeout = ServedTool.Timeout)]
    [InlineData("domain: matrices\ngiven: A = secret.csv\nclaim: det(A) == 0", "'secret.csv' is read from files, and this claim may read none.")]
    [InlineData("domain: training\ndata: mnist\nnetwork: mlp(784, 10)\narm: a = sgd(lr: 0.1)\nclaim: mean(a.testAccuracy) >= 0.5", "'mnist' is read from files, and this claim may read none.")]
    [InlineData("domain: training\ndata: fashion\nnetwork: mlp(784, 10)\narm: a = sgd(lr: 0.1)\nclaim: mean(a.testAccuracy) >= 0.5", "'fashion' is read from files, and this claim may read none.")]
    [InlineData("domain: language-models\nmodel: endpoint\ntask: t = redefinition(depth: 1)\nclaim: share(t.right > 0) >= 0.9", "The claim is about a model behind an endpoint, and none is named.")]
    public async Task It_is_said_why_not_and_already_while_it_is_written(string lines, string message)
    {
        var problems = await server.Client.Look($"```claim c\n{lines}\n```\n");
        Assert.Contains(problems, problem => problem.GetProperty("message").GetString() == message);
    }

    [Fact(Timeout = ServedTool.Timeout)]
    public async Task No_picture_of_a_text_is_opened()
    {
        var pictures = string.Concat(Paths.Select(path => $"![p]({path.Replace("csv", "png", StringComparison.Ordinal)})\n"));
        var run = await server.Client.Decide(pictures + AssayClient.Small(9));
        Assert.DoesNotContain("<img", run.GetProperty("html").GetString(), StringComparison.Ordinal);
    }
}
