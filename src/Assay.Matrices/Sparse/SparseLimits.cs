using Assay.Claims;
using Assay.Matrices.Formats;

namespace Assay.Matrices.Sparse;

/// <summary>How far an elimination stays sparse.</summary>
/// <param name="Density">The density from which on the dense elimination is faster.</param>
/// <param name="Entries">The most entries that are held.</param>
/// <param name="Places">The most places, zeros included, that are eliminated densely.</param>
internal sealed record SparseLimits(double Density = 0.05, long Entries = MatrixFile.MostEntries, long Places = 2 * MatrixFile.MostEntries)
{
    private const int BytesOfEntry = sizeof(int) + sizeof(double);

    /// <summary>What is used.</summary>
    public static SparseLimits Default { get; } = new();

    /// <summary>Whether what is left is dense enough.</summary>
    /// <param name="entries">The entries that are left.</param>
    /// <param name="rows">The rows that have any.</param>
    /// <param name="columns">The columns that have any.</param>
    /// <exception cref="MatrixException">It is, and too large.</exception>
    public bool IsDense(long entries, long rows, long columns)
    {
        var places = rows * columns;
        if (entries < Density * places)
        {
            return false;
        }

        return places <= Places ? true
            : throw TooLarge(FormattableString.Invariant($"{rows:N0} by {columns:N0} entries, {entries:N0} of them not zero"), places * sizeof(double));
    }

    /// <summary>Refuses to hold more entries.</summary>
    /// <exception cref="MatrixException">They are too many.</exception>
    public void Check(long entries)
    {
        if (entries > Entries)
        {
            throw TooLarge(FormattableString.Invariant($"{entries:N0} entries"), entries * BytesOfEntry);
        }
    }

    private MatrixException TooLarge(string held, long bytes) => new(new Problem(
        Place.Whole("matrix"),
        FormattableString.Invariant($"Sparse elimination came to hold {held}, which take {bytes / (double)(1 << 30):N1} GiB of memory."),
        FormattableString.Invariant($"Sparse matrices are answered as long as it holds up to {Entries:N0}, or where they get dense up to {Places:N0} with zeros.")));
}
