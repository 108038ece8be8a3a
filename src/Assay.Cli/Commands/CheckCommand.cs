using System.CommandLine;
using Assay.Claims;
using Assay.Cli.Clusters;
using Assay.Cli.Terminal;
using Assay.LanguageModels;
using Assay.LanguageModels.Models;
using Assay.Reporting;
using Assay.Running;
using Assay.Training;

namespace Assay.Cli.Commands;

/// <summary><c>assay check [PATH...]</c>: every claim found there.</summary>
internal static class CheckCommand
{
    private const int InstancesElsewhere = 256;

    public static Command Create(Surroundings surroundings)
    {
        var paths = new Argument<string[]>("PATH")
        {
            Description = "Files, folders, or FILE#NAME for one claim; the current folder when left out.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var fresh = new Option<bool>("--fresh") { Description = "Decide everything again, also where a verdict of an earlier run is at hand (docs/claims.md#stored-verdicts)." };
        var (options, model, reports) = (new CommonOptions(), new ModelOptions(), new ReportOptions());
        var server = new ClusterOptions("--on", "Let workers decide that joined this NATS server (docs/cluster.md).", isRequired: false);
        var command = new TaughtCommand("check", "Check every claim found there.")
        {
            Examples =
            [
                ("assay check", "every claim in the current folder"),
                ("assay check sort.md gallery", "one file and one folder"),
                ("assay check sort.md#when-does-it-sort", "one claim, with the whole story"),
                ("assay check --budget \"60 s\" --json", "more time per claim; a report for machines"),
                ("assay check gallery --html site", "pages to read, as a site of static files"),
                ("assay check --github --sarif assay.sarif", "in a GitHub workflow"),
                ("assay check gallery --on nats://host:4222", "on many machines, by 'assay worker'"),
            ],
        };
        command.Arguments.Add(paths);
        command.Options.Add(fresh);
        options.AddTo(command);
        model.AddTo(command);
        reports.AddTo(command);
        server.AddTo(command);
        UsageErrors.RefuseOptionsAs(paths, command);
        command.SetAction(result =>
        {
            var (choices, asked) = (options.Read(result), reports.Read(result));
            var (address, elsewhere) = (server.Read(result), new ModelsElsewhere(surroundings));
            using var named = new NamedModel(surroundings.Cancellation);
            try
            {
                choices = choices with
                {
                    Domains = choices.Domains with
                    {
                        LanguageModels = LanguageModelsOf(named, model.Read(result, address is null ? null : elsewhere.Of), isElsewhere: address is not null),
                        Training = asked.Html is null ? choices.Domains.Training : asked.Figures.Watch(choices.Domains.Training),
                    },
                };
            }
            catch (Exception exception) when (exception is ModelException or TrainingException)
            {
                var problem = exception is TrainingException wrong ? wrong.Problem : new Problem(Place.Whole("model"), exception.Message);
                ProblemLines.Write(new PlainSink(surroundings.Error, surroundings.Width), problem);
                return ExitCodes.Unusable;
            }

            var domains = surroundings.CreateDomains(choices.Domains);
            var given = result.GetValue(paths) ?? [];
            var (documents, problems) = DocumentSearch.Find(given.Length == 0 ? [surroundings.Folder] : given, domains, surroundings);
            var request = new ClaimRequest(documents, problems) { Keeps = true, Remembers = true, IsFresh = result.GetValue(fresh), Reports = asked };
            return address is not null
                ? ElsewhereRun.Run(address, all => new ClaimRun(surroundings, choices with { Domains = all }, surroundings.CreateDomains(all)), request, choices.Domains, elsewhere, surroundings)
                : new ClaimRun(surroundings, choices, domains).Run(request);
        });
        return command;
    }

    // Many workers want many questions at a time.
    private static LanguageModelsOptions LanguageModelsOf(NamedModel named, Func<Action<string>, CancellationToken, ILanguageModel>? model, bool isElsewhere)
    {
        var usual = new LanguageModelsOptions { Endpoint = named.Of(model) };
        return isElsewhere ? usual with { InstancesAtOnce = InstancesElsewhere } : usual;
    }
}
