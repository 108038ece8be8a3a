using Assay.Programs.Deciders.Exhaustion;

namespace Assay.Programs.Deciders;

/// <summary>So few inputs that trying all of them is cheaper than sampling some.</summary>
/// <param name="mostBits">The most bits that all inputs together may have.</param>
internal sealed class FewInputs(int mostBits = 17) : IDecider
{
    private readonly Exhaustive _exhaustive = new();

    public string Name => _exhaustive.Name;

    public bool IsFirstTry => true;

    public string? Refuses(Goal goal) => goal.Bits > mostBits ? "more inputs than sampling costs" : null;

    public Decision Decide(Goal goal, DecisionContext context) => _exhaustive.Decide(goal, context);
}
