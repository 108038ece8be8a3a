namespace Assay.Matrices.Exact;

/// <summary>Doubles that are short whole numbers already, with an odd one in every line: what scaling by powers of two would leave as it is.</summary>
internal static class WholeDoubles
{
    private const int MostMagnitude = 1 << 24;

    /// <summary>The whole numbers; null where the doubles are not such.</summary>
    /// <param name="doubles">The entries, row after row.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="columns">The number of columns.</param>
    public static IntegerMatrix? Of(ReadOnlySpan<double> doubles, int rows, int columns)
    {
        var (entries, bitsOfColumns) = (new int[doubles.Length], new int[columns]);
        for (var row = 0; row < rows; row++)
        {
            var source = doubles.Slice(row * columns, columns);
            var target = entries.AsSpan(row * columns, source.Length);
            var bits = bitsOfColumns.AsSpan(0, source.Length);
            var bitsOfRow = 0;
            for (var column = 0; column < source.Length; column++)
            {
                var entry = (int)source[column];
                if (entry != source[column])
                {
                    return null;
                }

                (target[column], bitsOfRow, bits[column]) = (entry, bitsOfRow | entry, bits[column] | entry);
            }

            if (!HasOdd(bitsOfRow))
            {
                return null;
            }
        }

        return Array.TrueForAll(bitsOfColumns, HasOdd) && entries.AsSpan().IndexOfAnyExceptInRange(-MostMagnitude, MostMagnitude) < 0
            ? IntegerMatrix.Of(entries, rows, columns) : null;
    }

    // Of a line, all entries together. What is zero has no power of two either.
    private static bool HasOdd(int bits) => bits == 0 || (bits & 1) == 1;
}
