using System.Diagnostics;
using System.Globalization;
using Assay.Programs.Certificates;
using Assay.Programs.Certificates.Kernels;
using Assay.Programs.Synthesis.Kernels;
using Assay.Programs.Synthesis.Layers;
using Assay.Programs.Synthesis.Sorting;
using Assay.Running;

namespace Assay.Programs.Synthesis;

/// <summary>Finds a kernel, excludes shorter ones length by length, and counts the shortest.</summary>
internal sealed class ShortestSearch(ISearchModel model, KernelRequest request, IProgress<ProgressReport> progress, CancellationToken cancellation)
{
    private const int BeamWidth = 1000;

    // The beam takes the first kernel it meets; the bounds of a much greater length than the least would not guide it.
    private const int BeamSlack = 16;

    private const int MostTried = 100_000;
    private const int MostCompared = 200_000;
    private const int MostMeasured = 20;

    private readonly List<KernelLevel> _levels = [];
    private readonly List<int[]> _weakOrders = [.. Orders.Weak(model.Problem.Values)];

    private readonly int _bound = model.Bound(model.Start);

    private LayeredSearch? _found;

    public KernelReport Run()
    {
        var (kernel, excluded, obstacle) = (default(Kernel), -1, string.Empty);
        Counted? all = null;
        try
        {
            (kernel, excluded) = request.Length is { } length ? Ask(length) : Shortest();
            all = kernel is not null && request.Counts && excluded == kernel.Length - 1 ? CountAll(kernel.Length) : null;
            kernel = all?.Best ?? kernel;
        }
        catch (SearchTooLargeException exception)
        {
            obstacle = exception.Message;
        }

        Replay(kernel);
        return new KernelReport(Covers())
        {
            Kernel = kernel is null ? null : KernelCode.Text(kernel),
            Code = kernel is null ? null : KernelCode.Of(kernel, request.Language),
            Choice = all?.Choice,
            IsTieSafe = kernel is not null && _weakOrders.TrueForAll(kernel.Sorts),
            Excluded = excluded,
            Bound = _bound,
            Levels = _levels,
            Count = all?.Count,
            TieSafe = all?.TieSafe,
            Kernels = all?.Kernels ?? [],
            Obstacle = obstacle,
        };
    }

    // A kernel is shown only once the plain machine has run it on every order.
    private void Replay(Kernel? kernel)
    {
        if (kernel is null)
        {
            return;
        }

        foreach (var order in Orders.Strict(model.Problem.Values))
        {
            var end = kernel.Instructions.Aggregate(model.Problem.Start(order), (held, instruction) => held.After(instruction));
            if (!model.Problem.IsInOrder(end, [.. order.Order()]))
            {
                throw new InvalidOperationException($"A kernel was found that does not sort {string.Join(' ', order)}.");
            }
        }
    }

    private (Kernel? Kernel, int Excluded) Ask(int length) =>
        Search(length) is { } search ? (KernelOf(search), -1) : (null, length);

    private (Kernel? Kernel, int Excluded) Shortest()
    {
        progress.Report(new ProgressReport("kernels", "looking for a first one", null));
        var (kernel, found) = Beam(_bound + BeamSlack);

        // The bound alone excludes one length more, but a proof that can be checked is left for each.
        var excluded = Math.Max(_bound - 2, -1);
        while (kernel is null || excluded < kernel.Length - 1)
        {
            // Something is known of this length, or nothing of any.
            var length = kernel is not null ? kernel.Length - 1 : found is { } end && excluded < end - 1 ? end - 1 : excluded + 1;
            if (Search(length) is { } search)
            {
                kernel = KernelOf(search);
            }
            else
            {
                excluded = length;
            }
        }

        return (kernel, excluded);
    }

    // The shortest kernel that the beam meets; or, where each leaves a result in a spare register, only the length.
    private (Kernel? Kernel, int? Length) Beam(int most)
    {
        (Kernel? Kernel, int? Length) best = (null, null);
        while (new BeamSearch(model, BeamWidth).Find(best.Length - 1 ?? most, cancellation) is { Count: > 0 } programs)
        {
            best = (Best(programs), programs[0].Instructions.Count);
        }

        return best;
    }

    private Kernel? Best(IEnumerable<(IReadOnlyList<int> Instructions, ushort[] End)> programs)
    {
        Kernel? first = null;
        foreach (var (instructions, end) in programs)
        {
            if (model.KernelOf(instructions, end) is { } kernel)
            {
                first ??= kernel;
                if (_weakOrders.TrueForAll(kernel.Sorts))
                {
                    return kernel;
                }
            }
        }

        return first;
    }

    // The first one that sorts equal values too, among as many as can be tried in a moment; else the first of all.
    private Kernel KernelOf(LayeredSearch search) => Best(new ProgramPaths(model, search, cancellation).Programs().Take(MostTried))
        ?? throw new NotSupportedException(string.Create(
            CultureInfo.InvariantCulture,
            $"Of {MostTried:N0} programs of {search.Layers.Count - 1} instructions every one leaves a result in a spare register. Ask with --spare for another number of these."));

    private LayeredSearch? Search(int length)
    {
        var clock = Stopwatch.StartNew();
        var folder = request.Folder is null ? null : Path.Combine(request.Folder, Name(length));
        var store = folder is null ? null : new LayerStore(folder, model, length);
        using var entered = store?.Enter();
        LayeredSearch? search = null;
        search = new LayeredSearch(model, length) { LayerFinished = () => store?.Save(search!) };
        if (request.Resumes && store?.IsCertified == true)
        {
            var text = Path.Combine(folder!, KernelCertificate.Text);
            KernelVerifier.Folder(folder!, File.ReadAllText(text), progress, cancellation);
            _levels.Add(new KernelLevel(length, false, KernelCertificate.Read(File.ReadAllText(text), text).Layers, TimeSpan.Zero, clock.Elapsed, folder));
            return null;
        }

        if (request.Resumes)
        {
            store?.Load(search);
        }

        var programs = search.Run(new SearchLimits(request.Memory, Tell, cancellation));
        var layers = search.Layers.Select(layer => layer.Count).ToList();
        var took = clock.Elapsed;
        if (programs > 0)
        {
            _found = search;
            _levels.Add(new KernelLevel(length, true, layers, took, null, null));
            return search;
        }

        clock.Restart();
        KernelVerifier.Check(
            LayerStore.CertificateOf(model, length, layers),
            model.Members,
            search.Layers.Select(layer => layer.States()),
            progress,
            cancellation);
        store?.Certify(search);
        _levels.Add(new KernelLevel(length, false, layers, took, clock.Elapsed, folder));
        return null;
    }

    private Counted CountAll(int length)
    {
        var search = _found?.Layers.Count == length + 1 ? _found : Search(length)
            ?? throw new InvalidOperationException($"A kernel of {length} instructions was found, and then excluded.");
        var paths = new ProgramPaths(model, search, cancellation);
        List<ListedKernel> listed = [.. Kernels(paths)
            .Take(request.Listed)
            .Select(kernel => new ListedKernel(KernelCode.Text(kernel), _weakOrders.TrueForAll(kernel.Sorts)))];
        var (best, choice) = request.Processor is { } processor ? Choose(paths, processor) : (null, null);
        var programs = search.Run(new SearchLimits(request.Memory, Tell, cancellation));
        if (model is not SearchModel sorting)
        {
            // Minima and maxima commute with monotone maps, so that what sorts distinct values sorts all.
            return new Counted(programs, programs, listed, best, choice);
        }

        progress.Report(new ProgressReport("kernels", "counting those that sort equal values", null));
        var count = new TieCount(sorting, paths, length);
        var ascending = count.Run(null, cancellation);
        return checked(ascending * (ulong)model.Start.Length) == programs
            ? new Counted(ascending, count.Run(new TiedAssignments(model.Problem), cancellation), listed, best, choice)
            : throw new CertificateException(request.Folder ?? "", 0, string.Create(
                CultureInfo.InvariantCulture,
                $"the search counted {programs:N0} kernels into all orders of the registers, and a second count {ascending:N0} into one of them"));
    }

    private IEnumerable<Kernel> Kernels(ProgramPaths paths) =>
        paths.Programs().Select(program => model.KernelOf(program.Instructions, program.End)).OfType<Kernel>();

    private (Kernel? Best, KernelChoice? Choice) Choose(ProgramPaths paths, string name)
    {
        progress.Report(new ProgressReport("kernels", $"choosing for {name}", null));
        var processor = Microarchitecture.All.Single(candidate => candidate.Name == name);
        List<(Kernel Kernel, KernelSchedule Schedule)> compared = [];
        var tried = 0L;
        foreach (var kernel in Kernels(paths).Take(MostCompared))
        {
            cancellation.ThrowIfCancellationRequested();
            tried++;
            if (_weakOrders.TrueForAll(kernel.Sorts))
            {
                compared.Add((kernel, KernelSchedule.Of(kernel, processor)));
            }
        }

        if (compared.Count == 0)
        {
            return (null, null);
        }

        // The order of the list decides between equals, so that the choice by the model is always the same.
        List<(Kernel Kernel, KernelSchedule Schedule)> best = [.. compared.OrderBy(pair => pair.Schedule).Take(request.Measure is null ? 1 : MostMeasured)];
        IReadOnlyList<double> times = request.Measure is { } measure
            ? measure([.. best.Select(pair => (pair.Kernel.Values * KernelEncoder.BytesPerValue(pair.Kernel), KernelEncoder.Encode(pair.Kernel)))])
            : [0];
        var chosen = Enumerable.Range(0, times.Count).MinBy(i => times[i]);
        var (winner, schedule) = best[chosen];
        return (winner, new KernelChoice(
            name, compared.Count, tried < MostCompared, schedule.Cycles, schedule.CriticalPath, schedule.Throughput, compared.Max(pair => pair.Schedule.Cycles))
        {
            Measured = request.Measure is null ? 0 : times.Count,
            Nanoseconds = times[chosen],
            WorstNanoseconds = times.Max(),
        });
    }

    private void Tell(SearchProgress at) => progress.Report(new ProgressReport(
        "kernels",
        string.Create(
            CultureInfo.InvariantCulture,
            $"length {at.Length} (bound {_bound}), layer {at.Layer}: {Short(at.States)} states, {Short(at.PerSecond)}/s, {(at.IsWhole ? "about" : "more than")} {at.Left.TotalSeconds:N0} s left"),
        null));

    private static string Short(double count) =>
        count < 10_000 ? count.ToString("0", CultureInfo.InvariantCulture)
        : count < 10_000_000 ? (count / 1e3).ToString("0k", CultureInfo.InvariantCulture)
        : (count / 1e6).ToString("0M", CultureInfo.InvariantCulture);

    private string Name(int length) => string.Create(
        CultureInfo.InvariantCulture,
        $"sort{model.Problem.Values}-{model.Problem.Set.Name}-spare{model.Problem.Spares}{(model.Problem.SpareStart == SpareStart.Least ? "-least" : "")}-length{length:00}");

    private string Covers() => string.Create(
        CultureInfo.InvariantCulture,
        $"{string.Join(", ", model.Problem.Set.Operations.Select(operation => operation.Name()))}; {model.Problem.Values} {(model.Problem.Values == 1 ? "value" : "values")}, {model.Problem.Spares} spare {(model.Problem.Spares == 1 ? "register" : "registers")}{(model.Problem.Spares == 0 ? "" : model.Problem.SpareStart == SpareStart.Least ? $" that {(model.Problem.Spares == 1 ? "starts" : "start")} with less than all values" : $" that {(model.Problem.Spares == 1 ? "starts" : "start")} undefined")}");

    /// <summary>What is known of all shortest kernels.</summary>
    private sealed record Counted(ulong Count, ulong TieSafe, List<ListedKernel> Kernels, Kernel? Best, KernelChoice? Choice);
}
