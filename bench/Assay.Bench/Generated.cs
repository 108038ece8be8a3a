using Assay.Programs.Deciders.Exhaustion;

namespace Assay.Bench;

/// <summary>The loop that Assay generates for a body, as the exhaustive decider runs it.</summary>
internal static class Generated
{
    public const int ChunkBits = 18;

    public static CompiledSearch Of(Body body)
    {
        var goal = body.Goal();
        return CompiledSearch.TryCreate(new InputIndex(goal.Inputs), goal.Terms, goal.Target, goal.Assumed, ChunkBits)
            ?? throw new InvalidOperationException("This processor has no vectors, so nothing is generated.");
    }
}
