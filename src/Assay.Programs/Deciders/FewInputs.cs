using Assay.Programs.Deciders.Exhaustion;

namespace Assay.Programs.Deciders;

/// <summary>So few inputs that trying all of them is cheaper than sampling some.</summary>
internal sealed class FewInputs : IDecider
{
    private const int MostBits = 17;

    private readonly Exhaustive _exhaustive = new();

    public string Name => _exhaustive.Name;

    public bool IsFirstTry => true;

    public string? Refuses(Goal goal) => goal.Bits > MostBits ? "more inputs than sampling costs" : null;

    public Decision Decide(Goal goal, DecisionContext context) => _exhaustive.Decide(goal, context);
}
