using System.Diagnostics;
using Assay.Programs.Deciders.Exhaustion;
using Assay.Programs.Deciders.External;
using Assay.Verdicts;

namespace Assay.Programs.Deciders;

/// <summary>Asks deciders in turn, the cheapest first, until one knows.</summary>
/// <param name="deciders">The deciders in order.</param>
/// <param name="crossCheck">Asks all others after an answer, where users want that.</param>
internal sealed class Portfolio(IReadOnlyList<IDecider> deciders, CrossCheck? crossCheck = null)
{
    // The deciders that may show that nothing smaller exists are the same on every machine.
    private readonly Smallest _smallest = new([new WeakOrders(), new FewInputs(), new FewConflicts(FewConflicts.While), new Exhaustive(), new Sat()]);

    /// <summary>All deciders, cheapest first.</summary>
    public static Portfolio Create(ProgramsOptions options) => Of(
        options,
    [
        new Structure(),
        new WeakOrders(),
        new Ring(),
        new FewInputs(),
        new Glance(),
        new FewConflicts(FewConflicts.Moment),
        new SmallValues(),
        new Sampling(samples: 20_000, TimeSpan.FromMilliseconds(100)),
        new FewConflicts(FewConflicts.While),
        new Signs(),
        new Ranged(options.Executor),
        new Exhaustive(options.Executor),
        new Sat(),
        new ExternalSolver(options.Trust),
        new LongSampling(),
    ]);

    /// <summary>
    /// The same for many small questions: those that can prove, after a short look at samples.
    /// </summary>
    public Portfolio ForManyQuestions() => new(
        [.. deciders.Where(decider => decider is not (LongSampling or SmallValues or ExternalSolver)).Select(decider => decider is Sampling ? new Sampling(samples: 4000, TimeSpan.FromMilliseconds(30)) : decider)]);

    /// <summary>Deciders for the many small goals of rewrites: nothing that takes long to say no.</summary>
    public static Portfolio ForRewrites(ProgramsOptions options) => Of(
        options,
    [
        new Structure(),
        new FewInputs(),
        new Ring(),
        new FewConflicts(FewConflicts.Moment),
        new Glance(),
        new FewConflicts(FewConflicts.While),
        new Exhaustive(),
        new Sat(),
        new ExternalSolver(options.Trust),
    ]);

    /// <summary>Deciders for one of many cases that simplification has almost settled.</summary>
    public static Portfolio ForCases() => new([new Structure(), new FewInputs(mostBits: 20), new FewConflicts(FewConflicts.While)]);

    /// <summary>The names of the deciders with what they say about a goal before trying.</summary>
    public IEnumerable<(string Name, string? Refusal)> Plan(Goal goal) =>
        deciders.Where(decider => !decider.IsFirstTry && decider is not LongSampling).Select(decider => (decider.Name, decider.Refuses(goal)));

    /// <summary>The answer and who gave it, under <c>--cross-check</c> confirmed by all others.</summary>
    /// <param name="goal">The goal.</param>
    /// <param name="context">What may be used.</param>
    /// <param name="attempts">Receives what each decider said.</param>
    /// <param name="share">The part of what is then left that confirming may use.</param>
    /// <exception cref="DisagreementException">Two deciders contradict each other.</exception>
    public Conclusion Conclude(Goal goal, DecisionContext context, List<Attempt> attempts, double share)
    {
        var conclusion = Decide(goal, context, attempts);
        return Confirm(goal, conclusion, context.Within(context.Left * share), attempts);
    }

    /// <summary>The conclusion, under <c>--cross-check</c> with what all others say.</summary>
    /// <exception cref="DisagreementException">Two deciders contradict each other.</exception>
    public Conclusion Confirm(Goal goal, Conclusion conclusion, DecisionContext context, List<Attempt> attempts) =>
        crossCheck?.Confirm(goal, conclusion, context, attempts) ?? conclusion;

    /// <summary>The answer and who gave it.</summary>
    /// <param name="goal">The goal.</param>
    /// <param name="context">What may be used.</param>
    /// <param name="attempts">Receives what each decider said.</param>
    public Conclusion Decide(Goal goal, DecisionContext context, List<Attempt> attempts)
    {
        Conclusion? asserted = null;
        var (asked, isTooMuch) = (0, false);
        foreach (var decider in deciders)
        {
            asked++;
            context.Cancellation.ThrowIfCancellationRequested();
            if (context.IsOver)
            {
                break;
            }

            // Whoever gives up what the assumptions leave need not begin with all there are.
            if ((isTooMuch && decider is Exhaustive ? "there are more inputs than those that were given up" : decider.Refuses(goal)) is { } refusal)
            {
                if (!decider.IsFirstTry)
                {
                    attempts.Add(new Attempt(decider.Name, refusal, TimeSpan.Zero));
                }

                continue;
            }

            var clock = Stopwatch.StartNew();
            context.Report(decider.Name, null);
            var decision = decider.Decide(goal, context);
            attempts.Add(new Attempt(decider.Name, Say(decision), clock.Elapsed));
            switch (decision)
            {
                case None or Found:
                    return new Conclusion(decision, decider.Name) { Asked = asked };
                case Asserted:
                    asserted ??= new Conclusion(decision, decider.Name);
                    break;
                case TooManyInputs:
                    isTooMuch = true;
                    break;
            }
        }

        return (asserted ?? new Conclusion(new NoAnswer(context.IsOver ? "the budget ended" : "no decider could settle it"), "none")) with { Asked = asked };
    }

    private static Portfolio Of(ProgramsOptions options, IReadOnlyList<IDecider> deciders) =>
        new(deciders, options.CrossCheck ? CrossCheck.Create(deciders, options) : null);

    /// <summary>The smallest input that can be found from a found one on.</summary>
    public Found Minimise(Goal goal, Found found, DecisionContext context) => _smallest.Improve(goal, found, context);

    /// <summary>Whether <see cref="Confirm"/> asks anybody.</summary>
    public bool Confirms => crossCheck is not null;

    /// <summary>What a decider said, as one sentence.</summary>
    internal static string Say(Decision decision) => decision switch
    {
        None none => none.Reason,
        Found found => found.Solver is { } solver ? $"{solver} found an input" : "found an input",
        Asserted asserted => $"{asserted.Solver} says that there is no such input, without a proof that could be checked",
        NoAnswer no => no.Said,
        _ => string.Empty,
    };
}

/// <summary>A decision and the decider that gave it.</summary>
internal sealed record Conclusion(Decision Decision, string Decider)
{
    /// <summary>How many deciders of the portfolio had their turn.</summary>
    public int Asked { get; init; }

    /// <summary>Under <c>--cross-check</c> what others answered.</summary>
    public IReadOnlyList<Conclusion> Others { get; init; } = [];
}
