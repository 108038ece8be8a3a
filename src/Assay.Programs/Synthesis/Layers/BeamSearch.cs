namespace Assay.Programs.Synthesis.Layers;

/// <summary>Looks for short programs, with no promise: of each layer only the most hopeful states are kept.</summary>
/// <param name="model">The problem.</param>
/// <param name="width">How many states of a layer are kept.</param>
internal sealed class BeamSearch(ISearchModel model, int width)
{
    /// <summary>Looks for programs of at most a length.</summary>
    /// <returns>
    /// The instructions of the shortest found, all of one length, each with the state that it ends with. None means nothing.
    /// </returns>
    public IReadOnlyList<(IReadOnlyList<int> Instructions, ushort[] End)> Find(int length, CancellationToken cancellation)
    {
        List<(IReadOnlyList<int> Instructions, ushort[] End)> found = [];
        List<Node> layer = [new Node(model.Start.ToArray(), null, -1)];
        var known = new HashSet<StateKey>();
        var successors = model.CreateSuccessors();
        for (var left = length - 1; left >= 0 && layer.Count > 0 && found.Count == 0; left--)
        {
            List<(int Score, ulong Order, Node Node)> next = [];
            foreach (var node in layer)
            {
                cancellation.ThrowIfCancellationRequested();
                for (var instruction = 0; instruction < successors.Instructions; instruction++)
                {
                    if (successors.After(instruction, node.Members, left) is { IsEmpty: false } successor)
                    {
                        if (model.IsEnd(successor))
                        {
                            found.Add((Path(new Node([], node, instruction)), successor.ToArray()));
                            continue;
                        }

                        var key = model.Forms.KeyOfOrbit(successor);
                        if (known.Add(key))
                        {
                            next.Add((model.Score(successor), key.Low, new Node(successor.ToArray(), node, instruction)));
                        }
                    }
                }
            }

            layer = [.. next.OrderBy(entry => entry.Score).ThenBy(entry => entry.Order).Take(width).Select(entry => entry.Node)];
        }

        return found;
    }

    private static List<int> Path(Node node)
    {
        List<int> path = [];
        for (var at = node; at.Parent is not null; at = at.Parent)
        {
            path.Add(at.Instruction);
        }

        path.Reverse();
        return path;
    }

    private sealed record Node(ushort[] Members, Node? Parent, int Instruction);
}
