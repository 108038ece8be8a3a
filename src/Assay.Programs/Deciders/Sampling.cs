namespace Assay.Programs.Deciders;

/// <summary>Tries corner values and random ones. It refutes fast and proves nothing.</summary>
/// <param name="samples">How many inputs to try.</param>
/// <param name="time">How long to try at most.</param>
internal sealed class Sampling(int samples, TimeSpan time) : IDecider
{
    public string Name => "Sampling";

    public string? Refuses(Goal goal) => null;

    public Decision Decide(Goal goal, DecisionContext context)
    {
        var limit = context.Within(time);
        var tester = new InputTester(goal);
        var values = new SampleValues(seed: 1, goal.Target);
        List<Terms.Sort> sorts = [.. goal.Inputs.Select(input => input.Sort)];
        for (var i = 0; i < samples && tester.Best is null; i++)
        {
            tester.Add(values.Draw(sorts));
            if (i % 64 == 0)
            {
                context.Cancellation.ThrowIfCancellationRequested();
                if (limit.IsOver)
                {
                    break;
                }
            }
        }

        tester.Flush();
        return tester.Best is null
            ? new NoAnswer($"{tester.Count:N0} sampled inputs reached nothing, which proves nothing")
            : new Found(tester.BestInput(), IsSmallest: false);
    }
}
