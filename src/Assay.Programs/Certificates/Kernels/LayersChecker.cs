using System.Runtime.InteropServices;

namespace Assay.Programs.Certificates.Kernels;

/// <summary>
/// Checks a proof that no program of a length reaches its end: follows every instruction from every state, and demands that
/// it leads nowhere, or that a bound excludes the successor, or that this stands, up to renaming, in the next layer or one
/// before. No state may be an end. States are compared member by member. Shares no code with the search.
/// </summary>
internal abstract class LayersChecker
{
    // For each state the first layer that it is in.
    private readonly Dictionary<string, int> _layers = [];

    /// <summary>The state of the empty program.</summary>
    public abstract ushort[] Start { get; }

    /// <summary>The names of all instructions.</summary>
    public abstract IReadOnlyList<string> Instructions { get; }

    /// <summary>Checks the layers.</summary>
    /// <param name="layers">For each layer its states, as the certificate writes them.</param>
    /// <param name="length">The length that no program has.</param>
    /// <param name="progress">Told the share of the states that was followed.</param>
    /// <param name="cancellation">Ends the check.</param>
    /// <returns>The number of states.</returns>
    /// <exception cref="CertificateException">It is no proof.</exception>
    public int Check(IEnumerable<IEnumerable<ushort[]>> layers, int length, Action<double> progress, CancellationToken cancellation)
    {
        foreach (var (layer, written) in layers.Index().SelectMany(layer => layer.Item, (layer, written) => (layer.Index, written)))
        {
            cancellation.ThrowIfCancellationRequested();
            _layers.TryAdd(MemoryMarshal.Cast<ushort, char>(Canonical(Read(written, KernelLayerFile.Name(layer)))).ToString(), layer);
        }

        CertificateException? fault = IsCovered(Start, 0, length) ? null : throw new CertificateException(KernelLayerFile.Name(0), 0, "the start is missing");
        var followed = 0;
        Parallel.ForEach(_layers, new ParallelOptions { CancellationToken = cancellation }, (entry, loop) =>
        {
            if (FindFault(MemoryMarshal.Cast<char, ushort>(entry.Key).ToArray(), entry.Value, length) is { } found)
            {
                fault = found;
                loop.Stop();
            }

            progress((double)Interlocked.Increment(ref followed) / _layers.Count);
        });
        return fault is null ? _layers.Count : throw fault;
    }

    /// <summary>What an instruction makes of a state; nothing where it leads nowhere.</summary>
    public abstract ushort[] Follow(ushort[] state, int instruction);

    /// <summary>Whether the program has reached its end.</summary>
    public abstract bool IsEnd(ushort[] state);

    /// <summary>Whether, as far as the bounds tell, so many more instructions could lead to an end.</summary>
    public abstract bool MayEnd(ushort[] state, int instructions);

    /// <summary>A state as the certificate writes it.</summary>
    /// <exception cref="CertificateException">A member cannot occur; the file is that of the members or of the layer.</exception>
    protected abstract ushort[] Read(ushort[] state, string file);

    /// <summary>One of all renamings of a state; the same for each of them but by bad luck.</summary>
    protected abstract ushort[] Canonical(ushort[] state);

    private CertificateException? FindFault(ushort[] state, int layer, int length)
    {
        for (var i = 0; layer < length && i < Instructions.Count; i++)
        {
            if (Follow(state, i) is { Length: > 0 } next && !IsCovered(next, layer + 1, length))
            {
                return new CertificateException(KernelLayerFile.Name(layer + 1), 0, $"a state is missing, which '{Instructions[i]}' makes of one in {KernelLayerFile.Name(layer)}");
            }
        }

        return IsEnd(state) ? new CertificateException(KernelLayerFile.Name(layer), 0, "a state in it is an end, so there is a program") : null;
    }

    private bool IsCovered(ushort[] state, int layer, int length) => !MayEnd(state, length - layer)
        || (_layers.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(MemoryMarshal.Cast<ushort, char>(Canonical(state)), out var found) && found <= layer);
}
