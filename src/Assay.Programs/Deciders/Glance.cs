namespace Assay.Programs.Deciders;

/// <summary>A few samples, before anything that takes a millisecond.</summary>
internal sealed class Glance : IDecider
{
    private readonly Sampling _sampling = new(samples: 512, TimeSpan.FromMilliseconds(20));

    public string Name => _sampling.Name;

    public bool IsFirstTry => true;

    public string? Refuses(Goal goal) => _sampling.Refuses(goal);

    public Decision Decide(Goal goal, DecisionContext context) => _sampling.Decide(goal, context);
}
