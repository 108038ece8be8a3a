using System.CommandLine;
using System.CommandLine.Parsing;
using Assay.Cli.Clusters;
using Assay.Cli.Terminal;
using Assay.Cluster;
using Assay.Cluster.Links;
using Assay.Cluster.Workers;
using Assay.LanguageModels.Models;
using Assay.Processes;
using Assay.Running;

namespace Assay.Cli.Commands;

/// <summary><c>assay worker</c>: does trials for coordinators on other machines.</summary>
internal static class WorkerCommand
{
    private const long UsualMemory = 2L << 30;
    private const long LeastMemory = 200L << 20;
    private const int MostCores = 1024;

    public static Command Create(Surroundings surroundings)
    {
        var server = new ClusterOptions("--join", "The NATS server with JetStream, as in nats://host:4222.", isRequired: true);
        var cores = new Option<int?>("--cores") { Description = "How many trials at a time; one for each processor unless said.", HelpName = "N" };
        cores.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !(int.TryParse(token.Value, out var number) && number is >= 1 and <= MostCores))
                result.AddError($"--cores: a whole number from 1 to {MostCores} is needed.");
        });
        var memory = Budget<long>("--memory", "The memory for one trial, as in \"4 GB\"; 2 GB unless said.", "200 MB or more, in MB or GB, as in \"4 GB\",", budget => budget is { Time: null, Memory: >= LeastMemory, Seeds: null } ? budget.Memory : null);
        var time = Budget<TimeSpan>("--time", "The longest that a trial may take here, as in \"1 h\"; as long as it says itself unless said.", "a time of a second or more, in s, min or h, as in \"1 h\",", budget => budget is { Time.TotalSeconds: >= 1, Memory: null, Seeds: null } ? budget.Time : null);
        var lost = Budget<TimeSpan>("--lost-after", "The time without a sign of life after which a worker counts as lost; 30 s unless said. What the first worker says holds for all.", "a time of a second or more, in s, min or h, as in \"30 s\",", budget => budget is { Time.TotalSeconds: >= 1, Memory: null, Seeds: null } ? budget.Time : null);
        var model = new ServedModel.CommandOptions();
        var command = new TaughtCommand("worker", "Do trials for 'assay check --on', on this machine.")
        {
            Examples =
            [
                ("assay worker --join nats://host:4222", "use all processors"),
                ("assay worker --join nats://host:4222 --cores 4", "four trials at a time"),
                ("assay worker --join tls://host:4222 --creds worker.creds", "with credentials, over TLS"),
                ("assay worker --join nats://host:4222 --endpoint http://localhost:8080/v1 --model NAME", "ask a language model for others"),
            ],
        };
        server.AddTo(command);
        foreach (var option in new Option[] { cores, memory, time, lost })
            command.Options.Add(option);
        model.AddTo(command);
        command.SetAction(result => ClusterProblem.Guard("assay worker", surroundings, () =>
        {
            var usual = new WorkerOptions();
            var options = usual with { Cores = result.GetValue(cores) ?? usual.Cores, LostAfter = result.GetValue(lost) ?? usual.LostAfter, Time = result.GetValue(time) ?? usual.Time };
            var log = new WorkerLog(surroundings.Error, TimeProvider.System);
            if (result.GetValue(memory) is { } asked && asked * (double)options.Cores > GC.GetGCMemoryInfo().TotalAvailableMemoryBytes)
                log.Warn("memory", ("reason", FormattableString.Invariant($"{options.Cores} trials at a time with --memory for each are more than this machine has.")));
            return RunAsync(server.Read(result)!, options, result.GetValue(memory) ?? UsualMemory, model.Read(result), log, surroundings);
        }));
        return command;
    }

    private static async Task<int> RunAsync(ClusterAddress address, WorkerOptions options, long memory, ServedModel? model, WorkerLog log, Surroundings surroundings)
    {
        var stop = surroundings.Cancellation;
        using var telemetry = ClusterTelemetry.Start("assay-worker", AssayTool.Version);
        string[] words = [.. OwnProgram.Words(), "trials", .. Checked(model)?.Words() ?? []];
        var program = new WorkerProgram(words[0], words[1..], memory) { Passed = model?.Variables ?? [] };
        var link = await ClusterLink.OpenAsync(address, $"assay worker {Environment.MachineName}", stop).ConfigureAwait(false);
        await using var worker = new ClusterWorker(link, ServedModel.IdentityOf(model?.Name, ToolTrials.Identity(surroundings)), options, program, log);
        try
        {
            await worker.RunAsync(stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // It was asked to end before it had joined.
        }

        return ExitCodes.AsExpected;
    }

    private static ServedModel? Checked(ServedModel? model)
    {
        try
        {
            return model?.Check();
        }
        catch (ModelException exception)
        {
            throw new ClusterException(exception.Message, "Without the model this worker has nothing to do.");
        }
    }

    private static Option<T?> Budget<T>(string name, string description, string form, Func<BudgetText, T?> value)
        where T : struct => new(name)
        {
            Description = description,
            HelpName = "TEXT",
            CustomParser = result =>
            {
                if (BudgetText.Parse(result.Tokens[0].Value, out _) is { } budget && value(budget) is { } found)
                    return found;
                result.AddError($"{name}: {form} is needed.");
                return null;
            },
        };
}
