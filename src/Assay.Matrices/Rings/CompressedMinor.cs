using Assay.Matrices.Exact;

namespace Assay.Matrices.Rings;

/// <summary>
/// A product P A Q of as many rows and columns as the rank. By Cauchy and Binet its determinant is a sum of multiples of minors of A, so
/// that the product of all invariant factors divides it.
/// </summary>
/// <param name="Left">P: few entries of a row are not zero.</param>
/// <param name="Right">Q: few entries of a column are not zero.</param>
internal sealed record CompressedMinor(WholeMatrix Left, WholeMatrix Right)
{
    private const int Largest = 3;

    /// <summary>A minor that has the rank; each of its rows, and each of its columns, with a multiple of some other where there is a source of numbers.</summary>
    public static CompressedMinor Of(WholeMatrix matrix, ExactRank rank, Random? random)
    {
        var left = Chosen(rank.Rows, matrix.Rows, random);
        return new CompressedMinor(left, Chosen(rank.Columns, matrix.Columns, random).Transpose());
    }

    private static WholeMatrix Chosen(IReadOnlyList<int> chosen, int lines, Random? random)
    {
        int[] others = [.. Enumerable.Range(0, lines).Except(chosen)];
        var choice = WholeMatrix.Of(chosen.Count, lines, (row, line) => chosen[row] == line ? 1 : 0);
        for (var row = 0; row < chosen.Count && others.Length > 0 && random is not null; row++)
        {
            choice[row, others[random.Next(others.Length)]] = random.Next(-Largest, Largest + 1);
        }

        return choice;
    }
}
