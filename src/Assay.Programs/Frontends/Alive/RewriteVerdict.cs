using Assay.Running;
using Assay.Verdicts;

namespace Assay.Programs.Frontends.Alive;

/// <summary>Joins the answers at all widths into one verdict.</summary>
internal sealed class RewriteVerdict(WidthChoices choices, IReadOnlyList<Attempt> attempts)
{
    private readonly List<(Widths Widths, RewriteAnswer Answer)> _answers = [];

    private bool _isForEvery;

    /// <summary>Whether every answer so far is a proof.</summary>
    public bool AllCorrect => _answers.All(pair => pair.Answer is Correct);

    /// <summary>The widths with a proof.</summary>
    public string Proved => _isForEvery ? Every : Describe(With<Correct>());

    /// <summary>Widths that the time was too short for.</summary>
    public IReadOnlyList<Widths> NotTried { get; set; } = [];

    private string Every => choices.Small[0].Open.All(width => width == 1) ? "every width" : "every width that its types may have";

    /// <summary>Takes a proof that asks for no width.</summary>
    /// <param name="decider">Who gave it.</param>
    public void AddForEvery(string decider)
    {
        _isForEvery = true;
        _answers.Add((choices.Small[0], new Correct("both sides have one form at every width", decider)));
    }

    /// <summary>Takes an answer.</summary>
    /// <returns>Whether it makes sense to go on.</returns>
    public bool Add(Widths widths, RewriteAnswer answer)
    {
        _answers.Add((widths, answer));
        return answer is not Wrong;
    }

    public Settlement Settle(TimeSpan cost)
    {
        if (_answers[^1] is (var at, Wrong wrong))
        {
            var reason = at.ToString().Length == 0 ? wrong.Counterexample.Happening : $"At {at}: {wrong.Counterexample.Happening}";
            return new Answered(new Refuted(reason, wrong.Counterexample with { Happening = reason })
            {
                Covers = $"all inputs and constants that meet the precondition, at {Describe([at])}",
                Decider = wrong.Decider,
                Attempts = attempts,
                Cost = cost,
            });
        }

        var small = _answers.Take(choices.Small.Count).ToList();
        return new Answered(small.Count == choices.Small.Count && small.All(pair => pair.Answer is Correct) ? Correct(cost) : Undecided(cost));
    }

    /// <summary>Widths in words.</summary>
    public static string Describe(IReadOnlyList<Widths> widths)
    {
        if (widths.Count == 0)
        {
            return "no width";
        }

        if (widths[0].Open.Count == 0)
        {
            return "the types that are written";
        }

        if (widths[0].Open.Count > 1)
        {
            return widths.Count == 1 ? widths[0].ToString() : $"{widths.Count} combinations of widths from {widths[0]} to {widths[^1]}";
        }

        var numbers = widths.Select(choice => choice.Open[0]).Order().ToList();
        List<string> parts = [];
        for (var i = 0; i < numbers.Count;)
        {
            var end = i;
            while (end + 1 < numbers.Count && numbers[end + 1] == numbers[end] + 1)
            {
                end++;
            }

            parts.Add(end == i ? $"i{numbers[i]}" : $"i{numbers[i]} to i{numbers[end]}");
            i = end + 1;
        }

        return string.Join(", ", parts);
    }

    private Proved Correct(TimeSpan cost)
    {
        var proofs = _answers.Select(pair => pair.Answer).OfType<Correct>().ToList();
        return new Proved($"The target refines the source at {Proved}{Rest}.")
        {
            Covers = $"all inputs and constants that meet the precondition, at {Proved}{Rest}",
            Decider = string.Join(", ", proofs.Select(proof => proof.Decider).Distinct()),
            Attempts = attempts,
            Cost = cost,
        };
    }

    // What is left of the widths: undecided, tried or not.
    private string Rest => (With<Open>(), NotTried) switch
    {
        ({ Count: 0 }, { Count: 0 }) => string.Empty,
        (var open, { Count: 0 }) => $"; undecided at {Describe(open)}",
        ({ Count: 0 }, var rest) => $"; not tried at {Describe(rest)}",
        var (open, rest) => $"; undecided at {Describe(open)}, not tried at {Describe(rest)}",
    };

    private Undecided Undecided(TimeSpan cost)
    {
        var (_, answer) = _answers.First(pair => pair.Answer is Open);
        var settled = With<Correct>() is { Count: > 0 } proved ? $" Proved at {Describe(proved)}." : string.Empty;
        return new Undecided($"Not settled at {Describe(With<Open>())}: {((Open)answer).Reason.TrimEnd('.')}.{settled}", "Give it more time with --budget, or write narrower types.")
        {
            Covers = $"all inputs and constants that meet the precondition, at {Describe([.. _answers.Select(pair => pair.Widths)])}",
            Decider = "none",
            Attempts = attempts,
            Cost = cost,
        };
    }

    private List<Widths> With<TAnswer>()
        where TAnswer : RewriteAnswer => [.. _answers.Where(pair => pair.Answer is TAnswer).Select(pair => pair.Widths)];
}
