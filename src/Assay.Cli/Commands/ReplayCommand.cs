using System.CommandLine;
using Assay.Claims;
using Assay.Cli.Replaying;
using Assay.Cli.Terminal;
using Assay.Running;

namespace Assay.Cli.Commands;

/// <summary><c>assay replay FILE#NAME</c>: the same counterexample again, without searching.</summary>
internal static class ReplayCommand
{
    public static Command Create(Surroundings surroundings)
    {
        var name = new Argument<string>("NAME") { Description = "FILE#NAME, a file with one claim, or a name to look for in the current folder." };
        var input = new Option<string?>("--input") { Description = "Run the claim on this input instead, as in \"a = 3, b = 7\".", HelpName = "VALUES" };
        var options = new CommonOptions();
        var command = new TaughtCommand("replay", "Run a claim again on the counterexample that was found, or on an input of yours.")
        {
            Examples =
            [
                ("assay replay sort.md#the-short-kernel-sorts", "the stored counterexample, step by step"),
                ("assay replay the-short-kernel-sorts --verbose", "searched in the current folder; every step shown"),
                ("assay replay sort.md#the-short-kernel-sorts --input \"a = 3, b = 7, c = 5\"", "an input of your own"),
            ],
        };
        command.Arguments.Add(name);
        command.Options.Add(input);
        options.AddTo(command);
        UsageErrors.RefuseOptionsAs(name, command);
        command.SetAction(result =>
        {
            var choices = options.Read(result);
            var domains = surroundings.CreateDomains(choices.Domains);
            var (document, problems) = new ClaimLookup(domains, surroundings).Find(result.GetRequiredValue(name));
            return document is null
                ? new ClaimRun(surroundings, choices, domains).Run(new ClaimRequest([], problems))
                : Replay(document, result.GetValue(input), choices, domains, surroundings);
        });
        return command;
    }

    private static int Replay(
        ClaimDocument document, string? input, CommonOptions.Choices choices, IReadOnlyList<IDomain> domains, Surroundings surroundings)
    {
        var plan = input is null && document.Claims is [var claim]
            ? ReplayPlan.FromStore(document, claim)
            : new ReplayPlan(input, null);
        var request = new ClaimRequest([document], [])
        {
            Keeps = plan.Assignment is null,
            Note = plan.Note,
            Replay = claim => ReplayPlan.CommandLine(claim, input),
        };
        IReadOnlyList<IDomain> replaying = plan.Assignment is null
            ? domains
            : [.. domains.Select(domain => new ReplayingDomain(domain, plan.Assignment))];
        return new ClaimRun(surroundings, choices, replaying).Run(request);
    }
}
