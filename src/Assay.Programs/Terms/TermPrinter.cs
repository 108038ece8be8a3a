using System.Text;
using Assay.Verdicts;

namespace Assay.Programs.Terms;

/// <summary>Prints a term for people who debug: prefix form, cut at a depth.</summary>
internal static class TermPrinter
{
    private const int Deepest = 8;

    public static string Print(Term term)
    {
        var text = new StringBuilder();
        Append(text, term, 0);
        return text.ToString();
    }

    private static void Append(StringBuilder text, Term term, int depth)
    {
        if (term.Op == Op.Variable)
        {
            text.Append(term.Name);
        }
        else if (term.IsConstant)
        {
            text.Append(term.Sort.Kind == SortKind.Float ? DoubleText.Of(term.Value.Double) : term.Payload.ToString(null, null));
        }
        else if (depth == Deepest)
        {
            text.Append("...");
        }
        else
        {
            text.Append('(').Append(term.Op);
            foreach (var argument in term.Args)
            {
                text.Append(' ');
                Append(text, argument, depth + 1);
            }

            text.Append(')');
        }
    }
}
