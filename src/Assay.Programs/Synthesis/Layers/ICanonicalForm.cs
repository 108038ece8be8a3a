namespace Assay.Programs.Synthesis.Layers;

/// <summary>Chooses of all states that are images of each other the one that stands for them.</summary>
internal interface ICanonicalForm
{
    /// <summary>Finds the state that stands for a state and its images.</summary>
    /// <param name="members">The state.</param>
    /// <param name="representative">Room for the one that stands for it, of the same length; its members in ascending order.</param>
    /// <returns>The key of that one.</returns>
    StateKey Find(ReadOnlySpan<ushort> members, Span<ushort> representative);

    /// <summary>The key of a state that stands for itself.</summary>
    StateKey KeyOf(ReadOnlySpan<ushort> representative);
}

/// <summary>What a caller most often wants.</summary>
internal static class CanonicalForms
{
    /// <summary>The key of the state that stands for a state and its images.</summary>
    public static StateKey KeyOfOrbit(this ICanonicalForm forms, ReadOnlySpan<ushort> members)
    {
        Span<ushort> representative = stackalloc ushort[members.Length];
        return forms.Find(members, representative);
    }
}
