using System.Globalization;
using Assay.Running;

namespace Assay.Programs.Certificates.Kernels;

/// <summary>Checks the certificate that no kernel of a length sorts.</summary>
internal static class KernelVerifier
{
    private const int MostTables = 8;

    // Of each state the checker keeps its members and a place in an index.
    private const long MostStates = 50_000_000;
    private const int MostLayers = 101;
    private const long MostBytesOfMembers = 1 << 24;

    /// <summary>Checks the files in a folder.</summary>
    /// <exception cref="CertificateException">It is no proof.</exception>
    public static CertificateAnswer Folder(string folder, string text, IProgress<ProgressReport> progress, CancellationToken cancellation)
    {
        var claim = KernelCertificate.Read(text, KernelCertificate.Text);
        if (claim.Layers.Any(count => count < 0))
        {
            throw new CertificateException(KernelCertificate.Text, 0, "the number of states in a layer is negative");
        }

        if (claim.Layers.Count > MostLayers)
        {
            throw new CertificateException(KernelCertificate.Text, 0, string.Create(CultureInfo.InvariantCulture, $"more than {MostLayers} layers are not checked"));
        }

        if (claim.Layers.Any(count => count > MostStates) || claim.Layers.Sum() > MostStates)
        {
            throw new CertificateException(KernelCertificate.Text, 0, string.Create(CultureInfo.InvariantCulture, $"more than {MostStates:N0} states are not checked"));
        }

        return Check(
            claim,
            claim.Instructions.Contains("min") ? [] : ReadMembers(folder),
            claim.Layers.Select((count, layer) => KernelLayerFile.Read(folder, layer, count)),
            progress,
            cancellation);
    }

    /// <summary>Checks layers.</summary>
    /// <param name="claim">What they prove.</param>
    /// <param name="members">The assignments that states of kernels that compare are made of, as text.</param>
    /// <param name="layers">For each layer its states; each the positions of its assignments in that list, or truth tables.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancellation">Ends the check.</param>
    /// <exception cref="CertificateException">It is no proof.</exception>
    public static CertificateAnswer Check(
        KernelCertificate claim, IReadOnlyList<string> members, IEnumerable<IEnumerable<ushort[]>> layers,
        IProgress<ProgressReport> progress, CancellationToken cancellation)
    {
        var isMinMax = claim.Instructions.Contains("min");
        if (claim.Values is < 1 or > 6 || claim.Spares is < 0 or > 3 || claim.Length is < 0 or > 100 || claim.SpareStart is not ("undefined" or "least"))
        {
            throw new CertificateException(KernelCertificate.Text, 0, "kernels are checked for 1 to 6 values, up to 3 spare registers that start 'undefined' or 'least', and up to 100 instructions");
        }

        // More assignments than these are too many to look at in pairs.
        if (!isMinMax && claim.Values > (claim.Spares > 1 ? 3 : 5))
        {
            throw new CertificateException(KernelCertificate.Text, 0, "kernels that compare and copy are checked for up to 5 values with one spare register, and up to 3 with more");
        }

        if (isMinMax && claim.Values + claim.Spares > MostTables)
        {
            throw new CertificateException(KernelCertificate.Text, 0, $"kernels of minima and maxima are checked for up to {MostTables} registers");
        }

        if (isMinMax && claim.SpareStart != "undefined")
        {
            throw new CertificateException(KernelCertificate.Text, 0, "kernels of minima and maxima are checked with spare registers that start 'undefined'");
        }

        var known = isMinMax ? CheckedMinMax.Known : CheckedKernels.Known;
        foreach (var unknown in claim.Instructions.Where(name => !known.Contains(name)))
        {
            throw new CertificateException(KernelCertificate.Text, 0, $"there is no instruction '{KernelCertificate.Cut(unknown)}' in kernels {(isMinMax ? "of minima and maxima" : "that compare and copy")}");
        }

        if (claim.Instructions.Distinct().Count() < claim.Instructions.Count)
        {
            throw new CertificateException(KernelCertificate.Text, 0, "an instruction is named twice");
        }

        progress.Report(new ProgressReport("kernels", "preparing the check", null));
        LayersChecker checker = isMinMax ? new CheckedMinMax(claim) : new CheckedKernels(claim, members, cancellation);
        var told = new CheckProgress(progress, claim.Layers.Sum());
        var states = checker.Check(told.Reading(layers), claim.Length, told.Followed, cancellation);
        return new CertificateAnswer(
            CertificateWorth.Claim,
            string.Create(CultureInfo.InvariantCulture, $"{states:N0} {(states == 1 ? "state" : "states")} in {claim.Layers.Count} {(claim.Layers.Count == 1 ? "layer" : "layers")}; every instruction from each of them leads to another, or is excluded."),
            string.Create(CultureInfo.InvariantCulture, $"No kernel of up to {claim.Length} instructions sorts {claim.Values} values."),
            Describe(claim, isMinMax));
    }

    private static string[] ReadMembers(string folder)
    {
        var file = Path.Combine(folder, KernelCertificate.Members);
        return new FileInfo(file) is { Exists: true } info && info.Length > MostBytesOfMembers
            ? throw new CertificateException(KernelCertificate.Members, 0, "it is too large")
            : File.ReadAllLines(file);
    }

    private static string Describe(KernelCertificate claim, bool isMinMax) => string.Create(
        CultureInfo.InvariantCulture,
        $"{string.Join(", ", claim.Instructions)}; {claim.Spares} spare {(claim.Spares == 1 ? "register" : "registers")}{(claim.Spares == 0 ? "" : claim.SpareStart == "least" ? ", less than all values at the start, flags as for equal operands" : ", undefined at the start")}; results in {(isMinMax ? "any registers" : "the registers of the values, in any order")}");
}
