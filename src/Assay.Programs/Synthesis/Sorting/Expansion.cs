namespace Assay.Programs.Synthesis.Sorting;

/// <summary>Forms the successors of states; belongs to one thread.</summary>
internal sealed class Expansion(SearchModel model, StateTable states, int depth, int length)
{
    private readonly StateWalker _walker = new(model.Live);
    private readonly byte[] _groups = new byte[model.Comparisons.Groups];

    /// <summary>The new states of the layer at this depth.</summary>
    public StateLayer Found { get; } = new();

    /// <summary>The number of successors formed.</summary>
    public long Formed { get; private set; }

    /// <summary>Expands all states of a page.</summary>
    public void Add(ReadOnlySpan<ushort> page)
    {
        while (StateLayer.Next(ref page) is { IsEmpty: false } members)
        {
            var programs = states.Find(model.Hash.KeyOf(members, 0)).Programs;
            for (var instruction = 0; instruction < model.Problem.Instructions.Count; instruction++)
            {
                Formed++;
                if (_walker.Apply(instruction, members) is { IsEmpty: false } successor && IsHopeful(successor))
                {
                    Keep(successor, programs);
                }
            }
        }
    }

    private bool IsHopeful(ReadOnlySpan<ushort> members)
    {
        var moves = length - depth - model.Comparisons.Of(members, _groups);
        return moves >= 0 && model.Moves.Orders(members, moves, model.Orders) != 0;
    }

    private void Keep(ReadOnlySpan<ushort> members, ulong programs)
    {
        var symmetry = model.Hash.Choose(members);
        if (states.Add(model.Hash.KeyOf(members, symmetry), depth, programs))
        {
            var images = model.Symmetries.Images(symmetry);
            Span<ushort> representative = stackalloc ushort[members.Length];
            for (var i = 0; i < members.Length; i++)
            {
                representative[i] = images[members[i]];
            }

            representative.Sort();
            Found.Add(representative);
        }
    }
}
