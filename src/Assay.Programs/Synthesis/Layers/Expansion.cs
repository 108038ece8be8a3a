namespace Assay.Programs.Synthesis.Layers;

/// <summary>Adds the successors of states to a layer; belongs to one thread.</summary>
internal sealed class Expansion(ISearchModel model, StateTable states, int depth, int length)
{
    private readonly ISuccessors _successors = model.CreateSuccessors();

    /// <summary>The new states of the layer at this depth.</summary>
    public StateLayer Found { get; } = new();

    /// <summary>Whether some of these are ends.</summary>
    public bool FoundEnd { get; private set; }

    /// <summary>Expands all states of a page.</summary>
    public void Add(ReadOnlySpan<ushort> page)
    {
        while (StateLayer.Next(ref page) is { IsEmpty: false } members)
        {
            var programs = states.Find(model.Forms.KeyOf(members)).Programs;
            for (var instruction = 0; instruction < _successors.Instructions; instruction++)
            {
                if (_successors.After(instruction, members, length - depth) is { IsEmpty: false } successor)
                {
                    Keep(successor, programs);
                }
            }
        }
    }

    private void Keep(ReadOnlySpan<ushort> members, ulong programs)
    {
        Span<ushort> representative = stackalloc ushort[members.Length];
        if (states.Add(model.Forms.Find(members, representative), depth, programs))
        {
            Found.Add(representative);
            FoundEnd |= model.IsEnd(representative);
        }
    }
}
