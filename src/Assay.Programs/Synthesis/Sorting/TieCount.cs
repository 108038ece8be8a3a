using Assay.Programs.Synthesis.Kernels;
using Assay.Programs.Synthesis.Layers;

namespace Assay.Programs.Synthesis.Sorting;

/// <summary>
/// Counts among the kernels that a search found, which sort all orders of distinct values, those that sort equal values too.
/// </summary>
/// <remarks>
/// Layer by layer over states as they are, not up to symmetry: the members for distinct values, which must be on the way of a
/// kernel, and those for inputs with equal values. Without the latter it counts all kernels again, in another way
/// than the search.
/// </remarks>
internal sealed class TieCount(SearchModel model, ProgramPaths paths, int length)
{
    /// <summary>Counts the kernels that sort into ascending order.</summary>
    /// <param name="ties">The assignments of inputs with equal values; null when these do not matter.</param>
    /// <param name="cancellation">Ends the count.</param>
    public ulong Run(TiedAssignments? ties, CancellationToken cancellation)
    {
        var layer = new Dictionary<StateKey, (ushort[] Strict, ushort[] Tied, ulong Programs)>
        {
            [default] = ([.. model.Live.Starts], ties is null ? [] : [.. ties.Starts], 1),
        };
        for (var depth = 1; depth <= length; depth++)
        {
            var next = new Dictionary<StateKey, (ushort[] Strict, ushort[] Tied, ulong Programs)>();
            Parallel.ForEach(
                layer.Values.Chunk(256),
                new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount },
                () => new Step(model, paths, ties),
                (states, _, step) =>
                {
                    foreach (var state in states)
                    {
                        step.Expand(state, depth, length, next);
                    }

                    return step;
                },
                _ => { });
            layer = next;
        }

        return layer.Values.Aggregate(0UL, (sum, state) => checked(sum + state.Programs));
    }

    private sealed class Step(SearchModel model, ProgramPaths paths, TiedAssignments? ties)
    {
        private readonly StateWalker _walker = new(model.Live);
        private readonly HashSet<ushort> _tied = [];

        public void Expand(
            (ushort[] Strict, ushort[] Tied, ulong Programs) state,
            int depth,
            int length,
            Dictionary<StateKey, (ushort[] Strict, ushort[] Tied, ulong Programs)> next)
        {
            for (var instruction = 0; instruction < model.Problem.Instructions.Count; instruction++)
            {
                var strict = _walker.Apply(instruction, state.Strict);
                if (strict.IsEmpty || !model.MayBecomeWanted(strict, length - depth) || !paths.IsUseful(strict, depth) || !Follow(instruction, state.Tied, length - depth))
                {
                    continue;
                }

                var key = KeyOf(strict);
                lock (next)
                {
                    next[key] = next.TryGetValue(key, out var known)
                        ? known with { Programs = checked(known.Programs + state.Programs) }
                        : (strict.ToArray(), [.. _tied], state.Programs);
                }
            }
        }

        private bool Follow(int instruction, ushort[] members, int left)
        {
            _tied.Clear();
            foreach (var member in members)
            {
                var next = ties!.Next(instruction)[member];
                if (next == LiveAssignments.Dead || ties.Distance(next) > left)
                {
                    return false;
                }

                _tied.Add(next);
            }

            return true;
        }

        // The words of tied members are those of a counter; sums of both kinds do not meet but by chance.
        private StateKey KeyOf(ReadOnlySpan<ushort> strict)
        {
            var key = model.Forms.KeyOf(strict);
            foreach (var member in _tied)
            {
                var (low, high) = TiedWords.At(member);
                key = new StateKey(key.Low + low, key.High + high);
            }

            return key;
        }
    }

    private static readonly Statistics.Philox TiedWords = new(seed: 0, purpose: 0x74696573);
}
