using Assay.Claims;

namespace Assay.Matrices.Formats;

/// <summary>A matrix that is written out: <c>[[1, 2], [2, 4]]</c>.</summary>
internal static class LiteralReader
{
    private const string Form = "Write as in: [[1, 2], [2, 4]], and a column: [[1], [2]]";

    /// <summary>Reads the text.</summary>
    /// <exception cref="MatrixException">It is no matrix.</exception>
    public static Matrix Read(ClaimText text)
    {
        var at = 0;
        List<Rational> entries = [];
        var (rows, columns) = (0, 0);
        Expect('[');
        while (!Accept(']'))
        {
            if (rows > 0)
            {
                Expect(',');
            }

            var start = Skip();
            Expect('[');
            var width = 0;
            while (!Accept(']'))
            {
                if (width++ > 0)
                {
                    Expect(',');
                }

                entries.Add(Number());
            }

            if (rows++ > 0 && width != columns)
            {
                throw new MatrixException(new Problem(text.At(start), $"This row has {width} {(width == 1 ? "entry" : "entries")}, and those before have {columns}.", "All rows have the same length."));
            }

            columns = width;
        }

        return Skip() == text.Text.Length ? Matrix.OfRationals(rows, columns, [.. entries]) : throw Wrong("Something follows the matrix.");

        int Skip()
        {
            while (at < text.Text.Length && char.IsWhiteSpace(text.Text[at]))
            {
                at++;
            }

            return at;
        }

        bool Accept(char wanted)
        {
            var found = Skip() < text.Text.Length && text.Text[at] == wanted;
            at += found ? 1 : 0;
            return found;
        }

        void Expect(char wanted)
        {
            if (!Accept(wanted))
            {
                throw Wrong(at == text.Text.Length ? wanted == ',' ? "A ']' is missing at the end." : $"A '{wanted}' is missing at the end." : $"There should be a '{wanted}' here.");
            }
        }

        Rational Number()
        {
            var start = Skip();
            while (at < text.Text.Length && text.Text[at] is not (',' or '[' or ']') && !char.IsWhiteSpace(text.Text[at]))
            {
                at++;
            }

            return at > start ? NumberText.Read(text.Text.AsSpan(start, at - start), text.At(start)) : throw Wrong("A number is missing here.");
        }

        MatrixException Wrong(string message) => new(new Problem(text.At(at), message, Form));
    }
}
