using System.CommandLine;
using Assay.Cli.Clusters;
using Assay.Cli.Terminal;
using Assay.Cluster.Children;
using Assay.Running;

namespace Assay.Cli.Commands;

/// <summary><c>assay trials</c>: does what <c>assay worker</c> hands over. It is not for people, so help does not show it.</summary>
internal static class TrialsCommand
{
    public static Command Create(Surroundings surroundings)
    {
        var command = new Command("trials", "Does what 'assay worker' hands over on standard input.") { Hidden = true };
        var model = new ServedModel.CommandOptions();
        model.AddTo(command);
        command.SetAction(result =>
        {
            TrialHost.Run(model.Read(result) is { } served ? served.Kinds(ServedModel.IdentityOf(served.Name, ToolTrials.Identity(surroundings)).Build) : ToolTrials.Kinds(surroundings));
            return ExitCodes.AsExpected;
        });
        return command;
    }
}
