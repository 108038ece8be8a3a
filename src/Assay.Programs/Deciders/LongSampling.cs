namespace Assay.Programs.Deciders;

/// <summary>The last resort: samples for what is left of the budget, up to a few seconds.</summary>
internal sealed class LongSampling : IDecider
{
    private static readonly TimeSpan MostTime = TimeSpan.FromSeconds(2);

    private readonly Sampling _sampling = new(5_000_000, MostTime);

    public string Name => _sampling.Name;

    public string? Refuses(Goal goal) => null;

    public Decision Decide(Goal goal, DecisionContext context) => _sampling.Decide(goal, context);
}
