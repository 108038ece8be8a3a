using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Runtime.InteropServices;
using Assay.Programs.Certificates;
using Assay.Programs.Certificates.Kernels;
using Assay.Programs.Synthesis.Kernels;

namespace Assay.Programs.Synthesis.Layers;

/// <summary>A folder with the layers of one search, as they are finished: what a search goes on from, and a certificate once no state is left.</summary>
/// <remarks>Layers are written in an order that does not depend on threads, so that equal searches give equal files.</remarks>
internal sealed class LayerStore(string folder, ISearchModel model, int length)
{
    // While a search runs, and after one that found programs, what the folder holds is no certificate.
    private const string Unfinished = "search.json";

    /// <summary>Whether the folder holds the certificate that this search would give.</summary>
    public bool IsCertified => File.Exists(Path.Combine(folder, KernelCertificate.Text))
        && (KernelCertificate.Read(File.ReadAllText(Path.Combine(folder, KernelCertificate.Text)), folder) with { Layers = [] }).Write() == Certificate([]).Write();

    /// <summary>Keeps other runs out of the folder until it is disposed of.</summary>
    /// <exception cref="CertificateException">Another run is at work there.</exception>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public IDisposable Enter()
    {
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, "lock");
        try
        {
            return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (IOException) when (File.Exists(file))
        {
            throw new CertificateException(folder, 0, "another run is at work there");
        }
    }

    /// <summary>Writes the last layer of a search.</summary>
    public void Save(LayeredSearch search)
    {
        Directory.CreateDirectory(folder);
        var layer = search.Layers.Count - 1;
        if (layer == 0 && model.Members.Count > 0)
        {
            File.WriteAllLines(Path.Combine(folder, KernelCertificate.Members), model.Members);
        }

        var states = search.Layers[layer].States().ToArray();
        Array.Sort(states, (a, b) => a.AsSpan().SequenceCompareTo(b));
        KernelLayerFile.Write(folder, layer, states);
        WritePrograms(layer, states.Select(state => search.States.Find(model.Forms.KeyOf(state)).Programs));
        File.WriteAllText(Path.Combine(folder, Unfinished), Certificate([.. search.Layers.Select(states => states.Count)]).Write());
    }

    /// <summary>Makes the folder a certificate, once a search has found no program.</summary>
    public void Certify(LayeredSearch search)
    {
        File.Move(Path.Combine(folder, Unfinished), Path.Combine(folder, KernelCertificate.Text), overwrite: true);
        for (var layer = 0; layer < search.Layers.Count; layer++)
        {
            File.Delete(Programs(layer));
        }
    }

    /// <summary>Gives a search the layers that the folder has of it while it is unfinished.</summary>
    /// <returns>Whether there were any.</returns>
    /// <exception cref="CertificateException">The folder belongs to another search, or a file in it is damaged.</exception>
    public bool Load(LayeredSearch search)
    {
        var file = Path.Combine(folder, Unfinished);
        if (!File.Exists(file))
        {
            return false;
        }

        var text = KernelCertificate.Read(File.ReadAllText(file), file);
        if ((text with { Layers = [] }).Write() != Certificate([]).Write())
        {
            throw new CertificateException(file, 0, "it belongs to another search; give this one a folder of its own");
        }

        if (model.Members.Count > 0 && !File.ReadLines(Path.Combine(folder, KernelCertificate.Members)).SequenceEqual(model.Members))
        {
            throw new CertificateException(Path.Combine(folder, KernelCertificate.Members), 0, "these are not the members of this search");
        }

        for (var layer = 0; layer < text.Layers.Count; layer++)
        {
            search.Restore(KernelLayerFile.Read(folder, layer, text.Layers[layer]).Zip(ReadPrograms(layer, text.Layers[layer])));
        }

        return true;
    }

    private KernelCertificate Certificate(IReadOnlyList<long> layers) => CertificateOf(model, length, layers);

    /// <summary>What the layers of a search prove if it finds nothing.</summary>
    public static KernelCertificate CertificateOf(ISearchModel model, int length, IReadOnlyList<long> layers) => new()
    {
        Format = KernelCertificate.CurrentFormat,
        Values = model.Problem.Values,
        Spares = model.Problem.Spares,
        SpareStart = model.Problem.SpareStart == SpareStart.Undefined ? "undefined" : "least",
        Instructions = [.. model.Problem.Set.Operations.Select(operation => operation.Name())],
        Length = length,
        Layers = layers,
    };

    private string Programs(int layer) => Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"programs-{layer:00}.gz"));

    // How many programs lead to each state: for the count only, and no part of the certificate.
    private void WritePrograms(int layer, IEnumerable<ulong> programs)
    {
        using var stream = new BufferedStream(new GZipStream(File.Create(Programs(layer)), CompressionLevel.Fastest), 1 << 16);
        var bytes = new byte[sizeof(ulong)];
        foreach (var count in programs)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(bytes, count);
            stream.Write(bytes);
        }
    }

    private ulong[] ReadPrograms(int layer, long count)
    {
        var file = Programs(layer);
        try
        {
            using var stream = new BufferedStream(new GZipStream(File.OpenRead(file), CompressionMode.Decompress), 1 << 16);
            var numbers = new ulong[count];
            stream.ReadExactly(MemoryMarshal.AsBytes(numbers.AsSpan()));
            return stream.ReadByte() < 0
                ? BitConverter.IsLittleEndian ? numbers : Array.ConvertAll(numbers, BinaryPrimitives.ReverseEndianness)
                : throw new CertificateException(file, 0, string.Create(CultureInfo.InvariantCulture, $"it has numbers for more than {count} states"));
        }
        catch (Exception exception) when (exception is EndOfStreamException or InvalidDataException)
        {
            throw new CertificateException(file, 0, "it is cut short or damaged");
        }
    }
}
