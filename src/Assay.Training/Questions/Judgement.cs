using System.Globalization;
using Assay.Statistics;
using Assay.Training.Experiments;
using Assay.Training.Probes;
using Assay.Verdicts;

namespace Assay.Training.Questions;

/// <summary>Makes a verdict of what was measured.</summary>
/// <param name="plan">The claim.</param>
/// <param name="settings">What was run.</param>
/// <param name="isTimeUp">Whether the time was used up.</param>
/// <param name="cost">How long it took.</param>
internal sealed class Judgement(TrainingPlan plan, IReadOnlyList<Setting> settings, bool isTimeUp, TimeSpan cost)
{
    private const string Decider = "Population";

    private bool IsWhole => settings.Count == plan.Axes.Count * plan.Levels.Count;

    /// <summary>The verdict.</summary>
    public Verdict Verdict()
    {
        // Where arms are tuned, what the most trials chose decides; that fewer choose otherwise leaves it open.
        var failed = settings.Where((_, i) => (i + 1) % plan.Levels.Count == 0).FirstOrDefault(setting => setting.Referee.Holds == false);
        if (failed is not null)
        {
            return With(new Contradicted(Measured(failed)) { Covers = Covers(), Decider = Decider, Finding = Where() });
        }

        return IsWhole && settings.All(setting => setting.Referee.Holds == true)
            ? With(new Supported(Measured(settings[0])) { Covers = Covers(), Decider = Decider })
            : settings.Any(setting => setting.Referee.Holds == false) && settings.All(setting => setting.Referee.Holds is not null) ? With(new Undecided("It depends on how many trials arms have: " + Where()!.Reason, "Say how many: a claim about that effort is decided with 'trials:'.") { Covers = Covers(), Decider = Decider, Finding = Where() })
            : With(Open(settings.FirstOrDefault(setting => setting.Referee.Holds is null)));
    }

    // Runs that diverged count as what their quantities say then, and a reader has to know.
    private static Estimate Measured(Setting setting)
    {
        var estimate = setting.Referee.Decisive.Estimate;
        return estimate with { Remark = string.Join(' ', setting.Arms.Select((arm, i) => Diverged(setting, arm.Name, i)).Prepend(estimate.Remark).Where(text => text is { Length: > 0 })) };
    }

    private static string? Diverged(Setting setting, string arm, int index) =>
        setting.Runs.Count(seed => seed[index].Quantities.GetValueOrDefault("diverged") > 0) is > 0 and var diverged
            ? $"{diverged} of {setting.Runs.Count} runs of '{arm}' diverged."
            : null;

    private Verdict With(Verdict verdict) => verdict with { Attempts = [.. settings.SelectMany(Told)], Cost = cost };

    private Undecided Open(Setting? setting)
    {
        var referee = setting?.Referee;
        if (referee is null || referee.Seeds == 0)
        {
            return new Undecided("The time was used up before the first seed was done.", "Give it more, as in: budget: 2 min") { Covers = Covers(), Decider = Decider };
        }

        var estimate = referee.Decisive.Estimate;
        var seeds = string.Create(CultureInfo.InvariantCulture, $"{referee.Seeds} seed{(referee.Seeds == 1 ? "" : "s")}");
        var reason = referee.Decisive switch
        {
            SignFlipMeasurement { Values: var values } when !values.All(double.IsFinite) => "Of some runs it is not known or not finite, so that the mean is no number.",
            _ when referee.Seeds < Referee.LeastSeeds && !isTimeUp => $"{seeds} {(referee.Seeds == 1 ? "is" : "are")} done, and fewer than {Referee.LeastSeeds} decide nothing.",
            SignFlipMeasurement { Declared: var declared } when declared > referee.Seeds => string.Create(CultureInfo.InvariantCulture, $"{seeds} of {declared} {(referee.Seeds == 1 ? "is" : "are")} done, and the test is made once, when all are."),
            SignFlipMeasurement => string.Create(CultureInfo.InvariantCulture, $"After {seeds}, as many as were declared, {estimate.Quantity} is {estimate.Value:G4}, and the test does not tell it from {estimate.Threshold:G4}."),
            _ => string.Create(CultureInfo.InvariantCulture, $"After {seeds} {estimate.Quantity} is {estimate.Value:G4}, and {estimate.Threshold:G4} lies within {estimate.Low:G4} and {estimate.High:G4}."),
        };
        return new Undecided(Where(setting!, reason), Help(setting!)) { Covers = Covers(), Decider = Decider };
    }

    private string Help(Setting setting)
    {
        var referee = setting.Referee;
        if (referee.Seeds < Referee.LeastSeeds && !isTimeUp)
        {
            return string.Create(CultureInfo.InvariantCulture, $"Fewer than {Referee.LeastSeeds} seeds decide nothing: budget: {Referee.LeastSeeds} seeds");
        }

        if (referee.SeedsNeeded() is { } needed)
        {
            return string.Create(CultureInfo.InvariantCulture, $"If the seeds to come are like these, about {needed:N0} would decide it: budget: {needed} seeds{(isTimeUp ? ", and more time" : "")}");
        }

        if (setting.Runs.SelectMany(seed => seed).Any(Reached.IsIn))
        {
            return "Let the search go further, as in: products: 200; that no direction bends down follows only from all eigenvalues: negativeEigenvalues.";
        }

        return referee.Decisive switch
        {
            SignFlipMeasurement { Declared: var declared, Values: var values } when declared > referee.Seeds && values.All(double.IsFinite) =>
                string.Create(CultureInfo.InvariantCulture, $"Give it more time for the {declared} seeds that are declared, as in: budget: {declared} seeds, 10 min"),
            SignFlipMeasurement => "Claim the median, or a share, which need neither be finite nor lie symmetrically; more seeds would have had to be declared before these were seen.",
            BoundedMeanMeasurement => "Not even very many seeds would decide it: a mean is settled by rare great values, which its bounds allow. Claim the median, or clamp(...) what is averaged.",
            _ => "Not even very many seeds like these would decide it; claim something further from what was measured.",
        };
    }

    private IEnumerable<Attempt> Told(Setting setting)
    {
        foreach (var measurement in setting.Referee.Measurements)
        {
            var estimate = measurement.Estimate;
            var word = measurement.Holds switch { true => "holds", false => "does not hold", null => "open" };
            yield return new Attempt(Decider, Where(setting, string.Create(
                CultureInfo.InvariantCulture,
                $"{estimate.Quantity} = {estimate.Value:G4}, within {estimate.Low:G4} and {estimate.High:G4}, against {estimate.Threshold:G4}, {estimate.Samples} seeds: {word}. {measurement.Method}")), setting.Cost);
            if (measurement is MedianMeasurement or BoundedMeanMeasurement && measurement.Values.Count > 1 && measurement.Values.All(double.IsFinite))
            {
                var shown = Bootstrap.Mean(measurement.Values, plan.Confidence, seed: 1);
                yield return new Attempt("Bootstrap", string.Create(
                    CultureInfo.InvariantCulture,
                    $"The mean is {measurement.Values.Average():G4}, with a BCa bootstrap interval (Efron 1987) of {shown.Low:G4} to {shown.High:G4}; it is shown, and decides nothing."), TimeSpan.Zero);
            }
        }

        foreach (var (arm, i) in setting.Arms.Select((arm, i) => (arm, i)))
        {
            if (Diverged(setting, arm.Name, i) is { } diverged)
            {
                yield return new Attempt(Decider, Where(setting, diverged), setting.Cost);
            }

            foreach (var reached in Reached.Told(arm.Name, [.. setting.Runs.Select(seed => seed[i])]))
            {
                yield return new Attempt(Decider, Where(setting, reached), setting.Cost);
            }

            if (plan.Arms[i].HasRanges)
            {
                yield return new Attempt(Decider, Where(setting, $"'{arm.Name}' was tuned to {arm.Text}."), setting.Cost);
            }
        }
    }

    private Finding? Where()
    {
        if (plan.Axes.Count * plan.Levels.Count == 1)
        {
            return null;
        }

        var holding = settings.Where(setting => setting.Referee.Holds == true).Select(setting => setting.Label).ToList();
        var failing = settings.Where(setting => setting.Referee.Holds == false).Select(setting => setting.Label);
        return new Finding("where it holds", holding.Count == 0 ? "none" : string.Join("; ", holding), $"It does not hold {string.Join("; ", failing)}.");
    }

    private static string Where(Setting setting, string text) => setting.Label.Length == 0 ? text : $"{char.ToUpperInvariant(setting.Label[0])}{setting.Label[1..]}: {text}";

    private string Covers()
    {
        var axes = plan.IsAxisNamed ? string.Join(" and ", plan.Axes) : $"no axis is named, so each of {string.Join(", ", plan.Axes)}";
        return $"{plan.Subject}; {axes}; {string.Join("; ", plan.Arms.Select(arm => $"{arm.Name}: {arm.Description.Text}"))}";
    }
}
