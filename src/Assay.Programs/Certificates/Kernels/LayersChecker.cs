namespace Assay.Programs.Certificates.Kernels;

/// <summary>
/// Checks a proof that no program of a length reaches its end: follows every instruction from every state, and demands that
/// it leads nowhere, or that a bound excludes the successor, or that this stands, up to renaming, in the next layer or one
/// before. No state may be an end.
/// </summary>
/// <remarks>Shares no code with the search. States are compared member by member; hashes only find candidates.</remarks>
internal sealed class LayersChecker
{
    private readonly ICheckedProblem _problem;
    private readonly int _length;
    private readonly long[] _words;
    private readonly Dictionary<long, int> _last = [];
    private readonly List<(int[] Members, int Layer, int Other)> _states = [];

    /// <param name="problem">What the program is to do.</param>
    /// <param name="length">The length that no program has.</param>
    public LayersChecker(ICheckedProblem problem, int length)
    {
        (_problem, _length) = (problem, length);
        var random = new Random(1);
        long[] words = [.. Enumerable.Range(0, problem.Images[0].Length).Select(_ => random.NextInt64())];
        _words = [.. Enumerable.Range(0, words.Length).SelectMany(number => problem.Images.Select(image => words[image[number]]))];
    }

    /// <summary>Checks the layers.</summary>
    /// <param name="layers">For each layer its states, as the certificate writes them.</param>
    /// <param name="cancellation">Ends the check.</param>
    /// <returns>The number of states.</returns>
    /// <exception cref="CertificateException">It is no proof.</exception>
    public int Check(IEnumerable<IEnumerable<ushort[]>> layers, CancellationToken cancellation)
    {
        foreach (var (layer, index) in layers.Select((layer, index) => (layer, index)))
        {
            foreach (var state in layer)
            {
                cancellation.ThrowIfCancellationRequested();
                Add(_problem.Read(state, KernelLayerFile.Name(index)), index);
            }
        }

        if (_problem.CreateSteps().MayDo(_problem.Start, _length) && !IsPresent(_problem.Start, 0))
        {
            throw new CertificateException(KernelLayerFile.Name(0), 0, "the start is missing");
        }

        try
        {
            Parallel.For(0, _states.Count, new ParallelOptions { CancellationToken = cancellation }, _problem.CreateSteps, (i, _, steps) => CheckState(i, steps), _ => { });
        }
        catch (AggregateException exception) when (exception.InnerExceptions.OfType<CertificateException>().FirstOrDefault() is { } first)
        {
            throw first;
        }

        return _states.Count;
    }

    private ICheckedSteps CheckState(int state, ICheckedSteps steps)
    {
        var (members, layer, _) = _states[state];
        if (_problem.IsReached(members))
        {
            throw new CertificateException(KernelLayerFile.Name(layer), 0, "a state in it is an end, so there is a program");
        }

        for (var instruction = 0; layer < _length && instruction < _problem.Instructions; instruction++)
        {
            var successor = steps.After(members, instruction);
            if (!successor.IsEmpty && steps.MayDo(successor, _length - layer - 1) && !IsPresent(successor, layer + 1))
            {
                throw new CertificateException(KernelLayerFile.Name(layer + 1), 0, $"a state is missing, which '{_problem.Name(instruction)}' makes of one in {KernelLayerFile.Name(layer)}");
            }
        }

        return steps;
    }

    private void Add(int[] members, int layer)
    {
        var (sum, canonical) = Canonical(members);
        if (IsPresent(sum, canonical, layer))
        {
            // Twice in a file it would only make the search for it longer.
            return;
        }

        _states.Add((canonical, layer, _last.GetValueOrDefault(sum, -1)));
        _last[sum] = _states.Count - 1;
    }

    private bool IsPresent(ReadOnlySpan<int> members, int layer)
    {
        var (sum, canonical) = Canonical(members);
        return IsPresent(sum, canonical, layer);
    }

    private bool IsPresent(long sum, int[] canonical, int layer)
    {
        for (var i = _last.GetValueOrDefault(sum, -1); i >= 0; i = _states[i].Other)
        {
            if (_states[i].Layer <= layer && _states[i].Members.AsSpan().SequenceEqual(canonical))
            {
                return true;
            }
        }

        return false;
    }

    // Of all images the one with the least sum of words, with its members in order.
    private (long Sum, int[] Members) Canonical(ReadOnlySpan<int> members)
    {
        Span<long> sums = stackalloc long[_problem.Images.Count];
        sums.Clear();
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

        var image = _problem.Images[best];
        var canonical = new int[members.Length];
        for (var i = 0; i < members.Length; i++)
        {
            canonical[i] = image[members[i]];
        }

        Array.Sort(canonical);
        return (sums[best], canonical);
    }
}
