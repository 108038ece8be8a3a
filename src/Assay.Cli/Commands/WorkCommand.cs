using System.CommandLine;
using System.Text;
using Assay.Claims;
using Assay.Cli.Reporters;
using Assay.Cli.Terminal;
using Assay.Processes;
using Assay.Running;
using Assay.Server.Work;

namespace Assay.Cli.Commands;

/// <summary><c>assay work</c>: decides what <c>assay serve</c> hands over. It is not for people, so help does not show it.</summary>
internal static class WorkCommand
{
    public static Command Create(Surroundings surroundings)
    {
        var command = new Command("work", "Decides what 'assay serve' hands over on standard input.") { Hidden = true };
        command.SetAction(_ =>
        {
            OutOfMemoryExit.Arm();
            using var input = new StreamReader(Console.OpenStandardInput(), new UTF8Encoding(false));
            new Worker(() => Prepare(surroundings), input, Console.OpenStandardOutput()).Run();
            return ExitCodes.AsExpected;
        });
        return command;
    }

    // A submission comes from anybody: it may name no file, and no model behind an endpoint.
    private static Workbench Prepare(Surroundings surroundings)
    {
        var figures = new ClaimFigures();
        var options = new DomainOptions(null, null, [], CrossCheck: false) { Files = NamedFiles.None };
        return new Workbench(surroundings.CreateDomains(options with { Training = figures.Watch(options.Training) }), figures.Of);
    }
}
