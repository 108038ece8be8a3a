namespace Assay.Programs.Deciders;

/// <summary>A short search by clauses: where it is enough it is cheaper than trying many inputs.</summary>
/// <param name="effort">What it spends at most.</param>
internal sealed class FewConflicts(long effort) : IDecider
{
    /// <summary>A moment, some milliseconds.</summary>
    public const long Moment = 2_500;

    /// <summary>Under a second.</summary>
    public const long While = 30_000;

    private readonly Sat _sat = new(effort);

    public string Name => _sat.Name;

    public bool IsFirstTry => true;

    public string? Refuses(Goal goal) => _sat.Refuses(goal);

    public Decision Decide(Goal goal, DecisionContext context) => _sat.Decide(goal, context);
}
