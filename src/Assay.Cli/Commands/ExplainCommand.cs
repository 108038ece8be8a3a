using System.CommandLine;
using Assay.Cli.Terminal;
using Assay.Reporting;
using Assay.Running;

namespace Assay.Cli.Commands;

/// <summary><c>assay explain FILE[#NAME]</c>: how each claim was understood, without deciding it.</summary>
internal static class ExplainCommand
{
    public static Command Create(Surroundings surroundings)
    {
        var path = new Argument<string>("FILE") { Description = "A claim document, or FILE#NAME for one claim." };
        var options = new CommonOptions();
        var command = new TaughtCommand("explain", "Say how each claim is understood, and which deciders would try.")
        {
            Examples =
            [
                ("assay explain sort.md", "every claim of the file"),
                ("assay explain sort.md#when-does-it-sort", "one claim"),
            ],
        };
        command.Arguments.Add(path);
        command.Options.Add(options.Verbose);
        UsageErrors.RefuseOptionsAs(path, command);
        command.SetAction(result =>
        {
            var choices = options.Read(result);
            var domains = surroundings.CreateDomains(choices.Domains);
            var (documents, problems) = DocumentSearch.Find([result.GetRequiredValue(path)], domains, surroundings);
            var explanation = new Explanation(new Runner(domains, new RunOptions()), surroundings.Sink(), choices.Verbose, surroundings.Cancellation);
            return explanation.Tell(documents, problems);
        });
        return command;
    }
}
