namespace Assay.Programs.Deciders;

/// <summary>A short search by clauses: where it is enough it is cheaper than trying many inputs.</summary>
internal sealed class FewConflicts : IDecider
{
    private readonly Sat _sat = new(conflicts: 6_000);

    public string Name => _sat.Name;

    public bool IsFirstTry => true;

    public string? Refuses(Goal goal) => _sat.Refuses(goal);

    public Decision Decide(Goal goal, DecisionContext context) => _sat.Decide(goal, context);
}
