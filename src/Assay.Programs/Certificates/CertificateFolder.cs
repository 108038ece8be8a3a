using System.Globalization;
using System.Text;

namespace Assay.Programs.Certificates;

/// <summary>The files of a certificate.</summary>
internal static class CertificateFolder
{
    public const string Text = "certificate.json";
    public const string Claim = "claim.md";
    public const string Formula = "formula.cnf";
    public const string Proof = "proof.drat";

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes all files.</summary>
    /// <param name="folder">Where to; made when it is not there.</param>
    /// <param name="text">What the certificate says about itself.</param>
    /// <param name="claim">The document with the claim, or null.</param>
    /// <param name="formula">The formula.</param>
    /// <param name="proof">Its refutation.</param>
    /// <param name="needed">The steps of the proof that are needed.</param>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public static void Write(string folder, CertificateText text, string? claim, Cnf formula, DratProof proof, bool[] needed)
    {
        Directory.CreateDirectory(folder);
        if (claim is not null)
        {
            File.WriteAllText(Path.Combine(folder, Claim), claim, Utf8);
        }

        using (var writer = new StreamWriter(Path.Combine(folder, Formula), append: false, Utf8))
        {
            DimacsText.Write(writer, formula, Comments(text));
        }

        using (var writer = new StreamWriter(Path.Combine(folder, Proof), append: false, Utf8))
        {
            DimacsText.Write(writer, proof, needed);
        }

        File.WriteAllText(Path.Combine(folder, Text), text.Write(), Utf8);
    }

    private static IEnumerable<string> Comments(CertificateText text)
    {
        yield return $"{text.Claim}: {text.Statement}";
        yield return "A model is an input on which the claim fails; the proof shows that there is none.";
        foreach (var (name, literals) in text.Variables)
        {
            yield return $"{name} = {string.Join(' ', literals.Select(literal => literal.ToString(CultureInfo.InvariantCulture)))} (lowest bit first)";
        }
    }
}
