namespace Assay.Programs.Deciders;

internal sealed class ExternalSolver(IReadOnlyList<string> trust) : IDecider
{
    public string Name => "ExternalSolver";

    public string? Refuses(Goal goal) => $"not here yet {trust.Count}";

    public Decision Decide(Goal goal, DecisionContext context) => throw new NotSupportedException();
}
