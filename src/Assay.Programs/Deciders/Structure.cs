using Assay.Programs.Evaluation;
using Assay.Programs.Terms;

namespace Assay.Programs.Deciders;

/// <summary>Settles what simplification alone has settled: the target has become a constant.</summary>
internal sealed class Structure : IDecider
{
    public string Name => "Structure";

    public string? Refuses(Goal goal) => goal.Target.IsConstant || goal.Inputs.Count == 0 ? null : "simplification leaves something to decide";

    public Decision Decide(Goal goal, DecisionContext context)
    {
        if (goal.Target.IsFalse)
        {
            return new None("simplification leaves nothing that could fail");
        }

        // Every input reaches it: the smallest is all zeros.
        var zeros = goal.Inputs.ToDictionary(input => input, input => new Value(input.Sort, 0));
        return goal.Target.IsTrue || TermEvaluator.Evaluate(goal.Target, term => zeros[term]).IsTrue
            ? new Found(zeros, IsSmallest: true)
            : new None("there is only one case, and it was computed");
    }
}
