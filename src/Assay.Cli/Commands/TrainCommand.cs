using System.CommandLine;
using System.Globalization;
using Assay.Claims;
using Assay.Cli.Reporters;
using Assay.Cli.Terminal;
using Assay.Reporting;
using Assay.Running;
using Assay.Training;
using Assay.Training.Experiments;

namespace Assay.Cli.Commands;

/// <summary><c>assay train FILE</c>: claims about training, with their curves and all that was measured.</summary>
internal static class TrainCommand
{
    private const int Looks = 40;
    private const string MembersFile = "members.tsv";

    public static Command Create(Surroundings surroundings)
    {
        var path = new Argument<string>("FILE") { Description = "A file with claims about training, or FILE#NAME for one of them." };
        var folder = new Option<string>("--out") { Description = "Where curves (SVG), results (CSV) and finished runs go.", HelpName = "FOLDER", DefaultValueFactory = _ => "runs" };
        var threads = new Option<int>("--threads") { Description = "How many members are trained at a time; results do not depend on it.", HelpName = "N", DefaultValueFactory = _ => Environment.ProcessorCount };
        threads.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !(int.TryParse(token.Value, out var count) && count is >= 1 and <= 1024))
                result.AddError("--threads: a whole number from 1 to 1024 is needed.");
        });
        var options = new CommonOptions();
        var command = new TaughtCommand("train", "Train populations of networks for the claims of a file, and keep curves, results and finished runs.")
        {
            Examples =
            [
                ("assay train gallery/training/noise.md", "curves and results go into the folder runs"),
                ("assay train noise.md#accuracy-at-equal-steps --full", "one claim, in its full setting"),
                ("assay train noise.md --budget \"256 seeds, 10 min\"", "more seeds; what was run before is not run again"),
            ],
        };
        command.Arguments.Add(path);
        command.Options.Add(folder);
        command.Options.Add(threads);
        options.AddTo(command);
        UsageErrors.RefuseOptionsAs(path, command);
        command.SetAction(result => Run(result.GetRequiredValue(path), result.GetValue(folder)!, result.GetValue(threads), options.Read(result), surroundings));
        return command;
    }

    private static int Run(string path, string folder, int threads, CommonOptions.Choices choices, Surroundings surroundings)
    {
        if (WritableFolder.Refuses(folder) is { } reason)
        {
            ProblemLines.Write(new PlainSink(surroundings.Error, surroundings.Width), new Problem(Place.Whole("--out"), $"'{folder}' cannot be written: {reason}", "Name a folder that can be written."));
            return ExitCodes.Unusable;
        }

        Directory.CreateDirectory(folder);
        using var store = new FileRunStore(Path.Combine(folder, MembersFile));
        List<string> written = [];
        var training = choices.Domains.Training with
        {
            Threads = threads,
            Looks = Looks,
            Store = store,
            Finished = campaign => written.AddRange(Write(campaign, folder, written)),
        };
        var own = choices with { Domains = choices.Domains with { Training = training } };
        var domains = surroundings.CreateDomains(own.Domains);
        var (documents, problems) = DocumentSearch.Find([path], domains, surroundings);
        documents = [.. documents.Select(document => document with { Claims = [.. document.Claims.Where(claim => claim.Domain == "training")] })];
        if (problems.Count == 0 && documents.All(document => document.Claims.Count == 0))
        {
            problems = [new Problem(Place.Whole(path), "There is no claim about training.", "Such a claim has the line: domain: training")];
        }

        var code = new ClaimRun(surroundings, own, domains).Run(new ClaimRequest(documents, problems));
        if (!choices.Json && written.Count > 0)
        {
            var sink = surroundings.Sink();
            sink.Write(StyledLine.Empty);
            foreach (var file in written)
            {
                sink.Write(new StyledLine().Add("wrote  ", Tone.Quiet).Add(file));
            }

            if (store.Taken > 0)
            {
                sink.Write(new StyledLine().Add(string.Create(CultureInfo.InvariantCulture, $"{store.Taken:N0} runs stood in {Path.Combine(folder, MembersFile)}, from before or from another claim"), Tone.Quiet));
            }
        }

        if (!choices.Json && code == ExitCodes.Interrupted)
        {
            surroundings.Sink().Write(new StyledLine().Add($"What is done is kept in {Path.Combine(folder, MembersFile)}; the same command goes on from there.", Tone.Quiet));
        }

        return code;
    }

    private static IEnumerable<string> Write(CampaignResult campaign, string folder, List<string> written)
    {
        // Documents of one folder may have claims of one name.
        var stem = Path.Combine(folder, campaign.Claim.Name);
        for (var other = 2; written.Contains(stem + ".csv"); other++)
        {
            stem = Path.Combine(folder, $"{Path.GetFileNameWithoutExtension(campaign.Claim.Place.File)}-{campaign.Claim.Name}{(other > 2 ? $"-{other - 1}" : "")}");
        }

        File.WriteAllText(stem + ".csv", RunTable.Of(campaign));
        if (!campaign.Settings.Any(setting => setting.Runs.Any(seed => seed.Any(run => run.Curve.Count > 0))))
        {
            return [stem + ".csv"];
        }

        File.WriteAllText(stem + ".svg", CurvesSvg.Of(campaign));
        return [stem + ".svg", stem + ".csv"];
    }
}
