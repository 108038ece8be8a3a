using System.Net;
using System.Net.Sockets;
using Assay.TestSupport;

namespace Assay.Server.Tests;

public sealed class ServerLifeTests
{
    [Fact(Timeout = ServedTool.Timeout)]
    public async Task A_killed_server_loses_no_finished_verdict_and_leaves_no_process()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Processes are looked at in /proc.");
        using var folder = new TemporaryFolder();
        string id;
        IReadOnlyList<int> workers;
        using (var first = ServedTool.Start("--data", folder.Root))
        {
            id = await first.Client.Submit(AssayClient.Small() + AssayClient.Slow);
            await foreach (var happening in first.Client.Follow(id))
            {
                if (happening.Name == "settled")
                    break;
            }

            workers = first.Workers;
            first.Kill();
        }

        Assert.NotEmpty(workers);
        await Gone(workers);
        using var second = ServedTool.Start("--data", folder.Root);
        var run = await second.Client.Run(id);
        Assert.Equal("adds-1", Assert.Single(run.GetProperty("verdicts").EnumerateArray()).GetProperty("name").GetString());
        Assert.Contains("proved", run.GetProperty("html").GetString(), StringComparison.Ordinal);
        Assert.Equal("failed", run.GetProperty("state").GetString());
        Assert.Equal("The server ended before this did. What was settled by then is here.", run.GetProperty("note").GetString());
    }

    [Fact(Timeout = ServedTool.Timeout)]
    public async Task Stopping_a_run_ends_its_process_and_interrupting_the_server_ends_all()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Processes are looked at in /proc.");
        using var folder = new TemporaryFolder();
        using var tool = ServedTool.Start("--data", folder.Root);
        var stopped = await tool.Client.Submit(AssayClient.Slow);
        await Progress(tool.Client, stopped);
        var before = tool.Workers;
        Assert.NotEmpty(before);
        using var answer = await tool.Client.Post($"/api/runs/{stopped}/cancel", "");
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        while (before.All(IsThere))
            await Task.Delay(20, TestContext.Current.CancellationToken);
        await Progress(tool.Client, await tool.Client.Submit(AssayClient.Slow));
        var workers = tool.Workers;
        Assert.NotEmpty(workers);
        Assert.Equal(0, tool.Interrupt());
        await Gone(workers);
    }

    [Fact(Timeout = ServedTool.Timeout)]
    public void A_port_in_use_is_said_with_the_way_out()
    {
        using var folder = new TemporaryFolder();
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var (code, output, error) = ServedTool.Run("--port", $"{port}", "--data", folder.Root);
        Assert.Equal((3, ""), (code, output));
        Assert.Contains($"Port {port} of 127.0.0.1 is in use by another program.", error, StringComparison.Ordinal);
        Assert.Contains("--port 0", error, StringComparison.Ordinal);
    }

    [Theory(Timeout = ServedTool.Timeout)]
    [InlineData("--port", "70000", "--port: a whole number from 0 to 65535 is needed.")]
    [InlineData("--bind", "nowhere", "--bind: 'nowhere' is no address.")]
    [InlineData("--bind", "203.0.113.1", "203.0.113.1 is no address of this machine.")]
    [InlineData("--time", "10 seeds", "--time: a time of a second or more, as in \"60 s\" is needed.")]
    [InlineData("--memory", "1 MB", "--memory: 200 MB or more, as in \"2 GB\" is needed.")]
    [InlineData("--at-once", "1", "--at-once: a whole number from 2 to 64 is needed.")]
    [InlineData("--data", "/dev/null", "--data: the history cannot be kept in '/dev/null'")]
    public void What_cannot_be_served_is_said(string option, string value, string message)
    {
        using var folder = new TemporaryFolder();
        var (code, _, error) = ServedTool.Run(option == "--data" ? [option, value] : ["--data", folder.Root, option, value]);
        Assert.Equal(3, code);
        Assert.Contains(message, error.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    [Fact(Timeout = ServedTool.Timeout)]
    public void A_history_of_something_else_is_not_touched()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("history.db", "This is no database, but what somebody has written. It is long enough to look like one.");
        var (code, _, error) = ServedTool.Run("--port", "0", "--data", folder.Root);
        Assert.Equal(3, code);
        Assert.Contains("cannot be used", error, StringComparison.Ordinal);
        Assert.StartsWith("This is no database", File.ReadAllText(file), StringComparison.Ordinal);
    }

    private static async Task Progress(AssayClient client, string id)
    {
        await foreach (var happening in client.Follow(id))
        {
            if (happening.Name == "progress")
                return;
        }
    }

    private static async Task Gone(IReadOnlyList<int> processes)
    {
        while (processes.Any(IsThere))
            await Task.Delay(20, TestContext.Current.CancellationToken);
    }

    private static bool IsThere(int process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/cmdline").Contains("assay", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }
}
