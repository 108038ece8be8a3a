using System.Globalization;

namespace Assay.Programs.Certificates.Kernels;

/// <summary>
/// Checks a proof that no kernel of a length sorts: starts in the first layer, follows every instruction from every state,
/// and demands that the successor has lost a value, or that a bound excludes it, or that it stands, up to symmetry, in the
/// next layer or one before. No state may be sorted.
/// </summary>
/// <remarks>Shares no code with the search. States are compared member by member; hashes only find candidates.</remarks>
internal sealed class KernelLayersChecker
{
    private readonly KernelCertificate _claim;
    private readonly CheckedMachine _machine;
    private readonly CheckedBounds _bounds;
    private readonly int[][] _images;
    private readonly long[] _words;
    private readonly Dictionary<long, int> _first = [];
    private readonly List<(int[] Members, int Layer, int Other)> _states = [];

    public KernelLayersChecker(KernelCertificate claim, CancellationToken cancellation)
    {
        if (claim is not { Values: >= 1 and <= 5, Spares: >= 0 and <= 3, Length: >= 0 and <= 100, SpareStart: "undefined" or "least" })
        {
            throw new CertificateException("certificate.json", 0, "kernels are checked for 1 to 5 values, up to 3 spare registers that are 'undefined' or 'least', and up to 100 instructions");
        }

        _claim = claim;
        _machine = new CheckedMachine(claim);
        _bounds = new CheckedBounds(_machine, claim.Spares, cancellation);
        _images = [.. _machine.Images()];
        var random = new Random(1);
        long[] words = [.. Enumerable.Range(0, _machine.Count).Select(_ => random.NextInt64())];
        _words = [.. Enumerable.Range(0, _machine.Count).SelectMany(number => _images.Select(image => words[image[number]]))];
    }

    /// <summary>Checks the layers.</summary>
    /// <param name="assignments">The assignments that states are made of, as text.</param>
    /// <param name="layers">For each layer its states; each the positions of its members among the assignments.</param>
    /// <param name="cancellation">Ends the check.</param>
    /// <returns>The number of states.</returns>
    /// <exception cref="CertificateException">It is no proof.</exception>
    public int Check(IReadOnlyList<string> assignments, IEnumerable<IEnumerable<ushort[]>> layers, CancellationToken cancellation)
    {
        int[] numbers = [.. assignments.Select((text, line) => _machine.Find(text) is >= 0 and var number ? number
            : throw new CertificateException("assignments.txt", line + 1, $"'{text}' is not reached, or cannot be sorted any more"))];
        foreach (var (layer, index) in layers.Select((layer, index) => (layer, index)))
        {
            foreach (var state in layer)
            {
                Add([.. state.Select(member => member < numbers.Length ? numbers[member]
                    : throw new CertificateException(KernelLayerFile.Name(index), 0, string.Create(CultureInfo.InvariantCulture, $"there is no assignment {member}")))], index);
            }
        }

        var starts = new Scratch(this);
        if (!starts.IsExcluded(_machine.Starts, 0) && !starts.IsPresent(_machine.Starts, 0))
        {
            throw new CertificateException(KernelLayerFile.Name(0), 0, "the start is missing");
        }

        Parallel.For(
            0,
            _states.Count,
            new ParallelOptions { CancellationToken = cancellation },
            () => new Scratch(this),
            (i, _, scratch) =>
            {
                scratch.Check(_states[i].Members, _states[i].Layer);
                return scratch;
            },
            _ => { });
        return _states.Count;
    }

    private void Add(int[] members, int layer)
    {
        var (sum, canonical) = Canonical(members);
        _states.Add((canonical, layer, _first.TryGetValue(sum, out var other) ? other : -1));
        _first[sum] = _states.Count - 1;
    }

    // Of all images the one with the least sum of words, with its members in order.
    private (long Sum, int[] Members) Canonical(ReadOnlySpan<int> members)
    {
        Span<long> sums = stackalloc long[_images.Length];
        foreach (var member in members)
        {
            var words = _words.AsSpan(member * sums.Length, sums.Length);
            for (var i = 0; i < sums.Length; i++)
            {
                sums[i] += words[i];
            }
        }

        var best = 0;
        for (var i = 1; i < sums.Length; i++)
        {
            best = sums[i] < sums[best] ? i : best;
        }

        var canonical = new int[members.Length];
        for (var i = 0; i < members.Length; i++)
        {
            canonical[i] = _images[best][members[i]];
        }

        Array.Sort(canonical);
        return (sums[best], canonical);
    }

    /// <summary>What one thread needs.</summary>
    private sealed class Scratch(KernelLayersChecker checker)
    {
        private readonly int[] _counts = new int[checker._bounds.Looks];
        private readonly int[] _seen = new int[checker._machine.Count];
        private readonly int[] _successor = new int[checker._machine.Starts.Length];
        private int _round;

        public void Check(int[] members, int layer)
        {
            if (checker._bounds.IsSorted(members))
            {
                throw new CertificateException(KernelLayerFile.Name(layer), 0, "a state in it is sorted, so there is a kernel");
            }

            for (var instruction = 0; layer < checker._claim.Length && instruction < checker._machine.Instructions.Count; instruction++)
            {
                var successor = After(members, instruction);
                if (!successor.IsEmpty && !IsExcluded(successor, layer + 1) && !IsPresent(successor, layer + 1))
                {
                    var (name, target, source) = checker._machine.Instructions[instruction];
                    throw new CertificateException(KernelLayerFile.Name(layer + 1), 0, $"a state is missing, which '{name} r{target + 1}, r{source + 1}' makes of one in {KernelLayerFile.Name(layer)}");
                }
            }
        }

        public bool IsExcluded(ReadOnlySpan<int> members, int layer) => !checker._bounds.MayDo(members, checker._claim.Length - layer, _counts);

        public bool IsPresent(ReadOnlySpan<int> members, int layer)
        {
            var (sum, canonical) = checker.Canonical(members);
            for (var i = checker._first.GetValueOrDefault(sum, -1); i >= 0; i = checker._states[i].Other)
            {
                if (checker._states[i].Layer <= layer && checker._states[i].Members.AsSpan().SequenceEqual(canonical))
                {
                    return true;
                }
            }

            return false;
        }

        // Nothing where a value is lost.
        private ReadOnlySpan<int> After(int[] members, int instruction)
        {
            _round++;
            var nexts = checker._machine.Next[instruction];
            var count = 0;
            foreach (var member in members)
            {
                var next = nexts[member];
                if (next < 0)
                {
                    return [];
                }

                if (_seen[next] != _round)
                {
                    _seen[next] = _round;
                    _successor[count++] = next;
                }
            }

            return _successor.AsSpan(0, count);
        }
    }
}
