using System.Diagnostics;
using System.Globalization;
using Assay.Running;
using Assay.Training.Experiments;
using Assay.Training.Questions.Elsewhere;

namespace Assay.Training.Questions;

/// <summary>Runs the members of a claim, seed after seed, until it is decided or its budget is used up.</summary>
/// <param name="plan">The claim.</param>
/// <param name="options">How runs go.</param>
/// <param name="elsewhere">Trains members on other machines; null for this one.</param>
/// <param name="say">Hears what is being done, and which share of it is over at most.</param>
internal sealed class Campaign(TrainingPlan plan, TrainingOptions options, MemberRuns? elsewhere, Action<string, double> say)
{
    // Enough for threads to be busy to the end, and few enough not to go far beyond what is needed.
    private const int SeedsAtOnce = 4;

    // What another build of Assay measured is measured again.
    private static readonly Guid Build = typeof(Campaign).Assembly.ManifestModule.ModuleVersionId;

    private readonly Stopwatch _clock = new();
    private int _done;
    private long _steps;

    /// <summary>Runs all settings.</summary>
    /// <param name="cancellation">Ends it at once.</param>
    /// <param name="timeIsUp">Ends it as well; what there is by then counts.</param>
    public IReadOnlyList<Setting> Run(CancellationToken cancellation, CancellationToken timeIsUp)
    {
        List<Setting> settings = [];
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, timeIsUp);
        var family = plan.Axes.Count * plan.Levels.Count;
        try
        {
            foreach (var axis in plan.Axes)
            {
                var losses = Tune(axis, either.Token);
                foreach (var level in plan.Levels)
                {
                    var clock = Stopwatch.StartNew();
                    var referee = Referee.Of(plan.Statement, plan.Confidence, family, plan.Seeds, plan.BySignFlip);
                    var setting = new Setting(axis, Chosen(losses, level), Label(axis, level), referee);
                    settings.Add(setting);
                    try
                    {
                        Play(setting, settings.Count - 1, family, either.Token);
                    }
                    finally
                    {
                        setting.Cost = clock.Elapsed;
                    }
                }
            }
        }
        catch (OperationCanceledException) when (timeIsUp.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            // What was measured by now is what there is.
        }

        return settings;
    }

    private void Play(Setting setting, int before, int family, CancellationToken cancellation)
    {
        var (referee, total) = (setting.Referee, plan.Seeds * setting.Arms.Count);
        (_done, _steps) = (0, 0);
        _clock.Restart();
        var isTimed = setting.Axis.Kind == AxisKind.Seconds;
        if (isTimed)
        {
            // Members that compete for time run one after another, and not while the compiler is still at work on them.
            foreach (var arm in setting.Arms)
            {
                plan.Experiment.Train(arm, seed: 0, setting.Axis, new Experiments.RunOptions(), cancellation);
            }
        }

        if (elsewhere is not null && !isTimed)
        {
            PlayElsewhere(elsewhere, setting, before, family, cancellation);
            return;
        }

        for (var first = 0; first < plan.Seeds && referee.Holds is null; first += SeedsAtOnce)
        {
            var count = Math.Min(SeedsAtOnce, plan.Seeds - first);
            var runs = new Run[count * setting.Arms.Count];
            try
            {
                Each(runs.Length, i =>
                {
                    var (seed, arm) = ((ulong)(first + (i / setting.Arms.Count) + 1), setting.Arms[i % setting.Arms.Count]);
                    runs[i] = Member(arm, seed, setting.Axis, new Experiments.RunOptions(options.Looks) { Wanted = plan.Wanted(arm.Name) }, cancellation);
                    Say(setting, runs[i], before, family);
                }, cancellation, isTimed);
            }
            finally
            {
                Count(setting, runs);
            }
        }
    }

    // All members at once, and no more of them are wanted as soon as there is an answer.
    private void PlayElsewhere(MemberRuns members, Setting setting, int before, int family, CancellationToken cancellation)
    {
        var arms = setting.Arms.Count;
        var runs = new Run[plan.Seeds * arms];
        members.Run(
            [.. Enumerable.Range(0, runs.Length).Select(i => (setting.Arms[i % arms], (ulong)((i / arms) + 1)))],
            Enumerable.Range(0, plan.Axes.Count).First(i => plan.Axes[i] == setting.Axis),
            isTuning: false,
            (i, run) =>
            {
                runs[i] = run;
                if (i % arms == arms - 1)
                {
                    Count(setting, runs[(i - arms + 1)..(i + 1)]);
                }

                Say(setting, run, before, family);
                return setting.Referee.Holds is null;
            },
            cancellation);
    }

    private void Say(Setting setting, Run run, int before, int family)
    {
        var (done, total) = (Interlocked.Increment(ref _done), plan.Seeds * setting.Arms.Count);
        Interlocked.Add(ref _steps, (long)run.Quantities.GetValueOrDefault("steps"));
        say(Told(setting, done, total), (before + (done / (double)total)) / family);
    }

    // Seeds in their order, up to the first that is not there because time was up.
    private static void Count(Setting setting, Run[] runs)
    {
        foreach (var seed in runs.Chunk(setting.Arms.Count).TakeWhile(seed => seed.All(run => run is not null)))
        {
            // Seeds that came in after the answer are not looked at: the answer does not depend on how many threads there are.
            if (setting.Referee.Holds is null)
            {
                setting.Runs.Add(seed);
                setting.Referee.Add(measured => seed[Index(setting.Arms, measured.Arm)].Quantities[measured.Quantity.Name]);
            }
        }
    }

    private string Told(Setting setting, int done, int total)
    {
        var label = setting.Label.Length == 0 ? "" : $"{setting.Label}, ";
        var losses = setting.Runs.Count == 0 || !setting.Runs[0].All(run => run.Quantities.ContainsKey(plan.Experiment.Shown)) ? "" : string.Concat(setting.Arms.Select((arm, i) =>
        {
            double[] values = [.. setting.Runs.Select(seed => seed[i].Quantities[plan.Experiment.Shown]).Order()];
            return string.Create(CultureInfo.InvariantCulture, $"; {arm.Name} {values[values.Length / 2]:G2} ({values[values.Length / 10]:G2}..{values[^((values.Length / 10) + 1)]:G2})");
        }));
        var left = TimeSpan.FromSeconds(_clock.Elapsed.TotalSeconds * (total - done) / done);
        return string.Create(CultureInfo.InvariantCulture, $"{label}{done:N0}/{total:N0} runs, {left.TotalSeconds:N0} s left{losses}; {Interlocked.Read(ref _steps):N0} steps");
    }

    // For each arm, each trial and each seed of tuning, the loss on samples that were held back.
    private List<double[]>[] Tune(Axis axis, CancellationToken cancellation)
    {
        var losses = plan.Arms.Select(_ => new List<double[]>()).ToArray();
        if (plan.Levels.Count == 1 && !plan.Arms.Any(arm => arm.HasRanges))
        {
            return losses;
        }

        var (trials, done) = (plan.Levels[^1], 0);
        for (var i = 0; i < losses.Length; i++)
        {
            var arm = plan.Arms[i];
            losses[i].AddRange(Enumerable.Range(0, arm.HasRanges ? trials : 1).Select(_ => new double[Tuning.SeedsPerTrial]));
            var results = losses[i];
            if (!arm.HasRanges)
            {
                continue;
            }

            void Tuned(int task, Run run)
            {
                var (trial, seed) = Math.DivRem(task, Tuning.SeedsPerTrial);
                results[trial][seed] = run.Quantities.TryGetValue("testLoss", out var loss) ? loss : run.Quantities["value"];
                say(string.Create(CultureInfo.InvariantCulture, $"choosing settings: {Interlocked.Increment(ref done)} of {trials * Tuning.SeedsPerTrial * plan.Arms.Count(other => other.HasRanges)} runs"), 0);
            }

            (Arm Arm, ulong Seed) At(int task) =>
                (plan.Bind(arm.Name, arm.Drawn(task / Tuning.SeedsPerTrial)), Tuning.FirstSeed + (ulong)(task % Tuning.SeedsPerTrial));
            if (elsewhere is not null && axis.Kind != AxisKind.Seconds)
            {
                elsewhere.Run([.. Enumerable.Range(0, trials * Tuning.SeedsPerTrial).Select(At)], Enumerable.Range(0, plan.Axes.Count).First(a => plan.Axes[a] == axis), isTuning: true, (task, run) =>
                {
                    Tuned(task, run);
                    return true;
                }, cancellation);
                continue;
            }

            Each(trials * Tuning.SeedsPerTrial, task => Tuned(task, Member(At(task).Arm, At(task).Seed, axis, new Experiments.RunOptions(0, IsTuning: true), cancellation)), cancellation, axis.Kind == AxisKind.Seconds);
        }

        return losses;
    }

    private Arm[] Chosen(List<double[]>[] losses, int level) =>
        [.. plan.Arms.Select((arm, i) => plan.Bind(arm.Name, arm.HasRanges ? arm.Drawn(Tuning.Best(losses[i], level)) : arm.Description))];

    private Run Member(Arm arm, ulong seed, Axis axis, Experiments.RunOptions wanted, CancellationToken cancellation)
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"{Build}|{arm.Data?.FingerprintOf(seed)}|{arm.Start?.Stored?.Fingerprint}|{arm.Origin ?? $"{plan.Subject}|{arm.Text}"}|{axis}|{seed}|{wanted.IsTuning}");
        wanted = wanted with { Kept = new KeptMembers(options.Members, key) };
        if (wanted.Wanted.Count > 0)
        {
            // A run of which something dear was not measured, or otherwise, is another one.
            key = $"{key}|{string.Join(',', wanted.Wanted)}|{plan.Experiment.Manner}";
        }

        if (options.Store.Find(key) is { } known && (wanted.Looks == 0 || known.Curve.Count > 0))
        {
            return known;
        }

        var run = plan.Experiment.Train(arm, seed, axis, wanted, cancellation);
        options.Store.Keep(key, run);
        return run;
    }

    private string Label(Axis axis, int level)
    {
        List<string> parts = [];
        if (plan.Axes.Count > 1)
        {
            parts.Add($"at equal {axis.Kind.ToString().ToLowerInvariant()} ({axis})");
        }

        if (plan.Levels.Count > 1)
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"with the best of {level} {(level == 1 ? "trial" : "trials")}"));
        }

        return string.Join(", ", parts);
    }

    private void Each(int count, Action<int> work, CancellationToken cancellation, bool isAlone = false) =>
        Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = isAlone ? 1 : options.Threads, CancellationToken = cancellation }, work);

    private static int Index(IReadOnlyList<Arm> arms, string name)
    {
        for (var i = 0; i < arms.Count; i++)
        {
            if (arms[i].Name == name)
            {
                return i;
            }
        }

        throw new InvalidOperationException($"There is no arm '{name}'.");
    }
}
