using System.Globalization;

namespace Assay.Programs.Certificates;

/// <summary>Thrown when a file of a certificate is not what it should be.</summary>
internal sealed class CertificateException(string file, int line, string what)
    : Exception(line > 0 ? $"{file}, line {line}: {what}" : $"{file}: {what}");

/// <summary>Formulas in the DIMACS format and proofs in the DRAT text format.</summary>
internal static class DimacsText
{
    /// <summary>Writes a formula.</summary>
    public static void Write(TextWriter to, Cnf formula, IEnumerable<string> comments)
    {
        foreach (var comment in comments)
        {
            to.Write($"c {comment.ReplaceLineEndings(" ")}\n");
        }

        to.Write(string.Create(CultureInfo.InvariantCulture, $"p cnf {formula.Variables} {formula.Count}\n"));
        for (var i = 0; i < formula.Count; i++)
        {
            Write(to, formula[i]);
        }
    }

    /// <summary>Writes the lemmas of a proof that are needed, in their order.</summary>
    public static void Write(TextWriter to, DratProof proof, bool[] needed)
    {
        for (var step = 0; step < proof.Count; step++)
        {
            if (needed[step])
            {
                Write(to, proof.Clause(step));
            }
        }

        if (proof.Count == 0 || !needed[^1] || proof.Clause(proof.Count - 1).Length > 0)
        {
            to.Write("0\n");
        }
    }

    /// <summary>Reads a formula.</summary>
    /// <returns>The formula and the line of each clause.</returns>
    /// <exception cref="CertificateException">It is not in the format.</exception>
    public static (Cnf Formula, List<int> Lines) ReadFormula(TextReader from, string file)
    {
        var formula = new Cnf();
        List<int> lines = [];
        int[]? header = null;
        var number = 0;
        while (from.ReadLine() is { } line)
        {
            number++;
            if (line.Length == 0 || line[0] == 'c')
            {
                continue;
            }

            if (line.StartsWith("p cnf ", StringComparison.Ordinal))
            {
                header = header is null ? Numbers(line[6..], file, number) : throw new CertificateException(file, number, "a second header");
                if (header.Length != 2 || header[0] < 0 || header[1] < 0)
                {
                    throw new CertificateException(file, number, "the header is 'p cnf VARIABLES CLAUSES'");
                }

                continue;
            }

            if (header is null)
            {
                throw new CertificateException(file, number, "a clause before the header 'p cnf VARIABLES CLAUSES'");
            }

            var clause = Clause(line, file, number);
            if (clause.Any(literal => Math.Abs(literal) > header[0]))
            {
                throw new CertificateException(file, number, $"a variable above {header[0]}, which the header gives as the greatest");
            }

            formula.Add(clause);
            lines.Add(number);
        }

        if (header is null || formula.Count != header[1])
        {
            throw new CertificateException(file, number, header is null ? "no header" : $"the file ends after {formula.Count} of {header[1]} clauses");
        }

        formula.Declare(header[0]);
        return (formula, lines);
    }

    /// <summary>Reads a proof.</summary>
    /// <exception cref="CertificateException">It is not in the format.</exception>
    public static DratProof ReadProof(TextReader from, string file)
    {
        var proof = new DratProof();
        var number = 0;
        while (from.ReadLine() is { } line)
        {
            number++;
            if (line.Length == 0 || line[0] == 'c')
            {
                continue;
            }

            var isDeletion = line[0] == 'd';
            proof.Add(isDeletion, Clause(isDeletion ? line[1..] : line, file, number), number);
        }

        return proof;
    }

    private static void Write(TextWriter to, ReadOnlySpan<int> clause)
    {
        foreach (var literal in clause)
        {
            to.Write(literal.ToString(CultureInfo.InvariantCulture));
            to.Write(' ');
        }

        to.Write("0\n");
    }

    private static int[] Clause(string line, string file, int number)
    {
        var numbers = Numbers(line, file, number);
        return numbers.Length == 0 || numbers[^1] != 0 ? throw new CertificateException(file, number, "the clause does not end in 0; was the file cut off?")
            : numbers.AsSpan(..^1).Contains(0) ? throw new CertificateException(file, number, "a 0 in the middle of a clause")
            : numbers[..^1];
    }

    private static int[] Numbers(string line, string file, int number)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var numbers = new int[words.Length];
        for (var i = 0; i < words.Length; i++)
        {
            // Four times a literal still has to be a number.
            if (!int.TryParse(words[i], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out numbers[i]) || Math.Abs((long)numbers[i]) > 1 << 28)
            {
                throw new CertificateException(file, number, $"'{words[i]}' is no literal");
            }
        }

        return numbers;
    }
}
