using Assay.Matrices.Sparse;
using Assay.TestSupport;
using CsCheck;

namespace Assay.Matrices.Tests.Sparse;

/// <summary>Matchings, covers and block triangular forms, by what defines them.</summary>
public sealed class StructureTests
{
    [Fact]
    public void A_cover_of_as_many_lines_as_the_matching_has_pairs_covers_every_entry() => SparseMatrices.Cases.Sample(
        one =>
        {
            var matrix = SparseMatrices.Of(one.Rows, one.Columns, SparseMatrices.Entries(one));
            var pattern = SparseMatrices.Pattern(matrix);
            var matching = BipartiteMatching.Of(pattern, CancellationToken.None);
            foreach (var (row, column) in matching.ColumnOfRow.Index().Where(pair => pair.Item != BipartiteMatching.None))
            {
                Assert.Contains(matrix.Sparse!, entry => entry.Row == row && entry.Column == column);
                Assert.Equal(row, matching.RowOfColumn[column]);
            }

            var cover = matching.Cover(pattern);
            Assert.Equal(matching.Size, matching.RowOfColumn.Count(row => row != BipartiteMatching.None));
            Assert.Equal(matching.Size, cover.Rows.Distinct().Count() + cover.Columns.Distinct().Count());
            Assert.All(matrix.Sparse!, entry => Assert.True(cover.Rows.Contains(entry.Row) || cover.Columns.Contains(entry.Column)));
        },
        iter: Rounds.Of(10_000));

    [Fact]
    public void Nothing_but_zeros_is_below_the_blocks() => SparseMatrices.Cases.Sample(
        one =>
        {
            var matrix = SparseMatrices.Of(one.Rows, one.Columns, SparseMatrices.Entries(one));
            var pattern = SparseMatrices.Pattern(matrix);
            var matching = BipartiteMatching.Of(pattern, CancellationToken.None);
            var blocks = BlockTriangularForm.Of(pattern, matching).Blocks;
            var ofRow = blocks.Index().SelectMany(block => block.Item.Rows.Select(row => (row, block.Index))).ToDictionary();
            var ofColumn = blocks.Index().SelectMany(block => block.Item.Columns.Select(column => (column, block.Index))).ToDictionary();
            Assert.Equal((one.Rows, one.Columns), (ofRow.Count, ofColumn.Count));
            Assert.All(matrix.Sparse!, entry => Assert.True(ofRow[entry.Row] <= ofColumn[entry.Column]));
            Assert.Equal(matching.Size, blocks.Sum(block => Math.Min(block.Rows.Length, block.Columns.Length)));

            // Only the first has more columns, only the last more rows; in the others each row leads to all others.
            Assert.All(blocks.Skip(1), block => Assert.True(block.Rows.Length >= block.Columns.Length));
            Assert.All(blocks.SkipLast(1), block => Assert.True(block.Rows.Length <= block.Columns.Length));
            foreach (var block in blocks.Where(block => block.Rows.Length == block.Columns.Length))
            {
                Assert.All(block.Rows, row => Assert.Equal(block.Rows.Length, Reached(pattern, matching, row, block)));
            }
        },
        iter: Rounds.Of(4000));

    [Fact]
    public void A_long_chain_needs_no_recursion()
    {
        const int Size = 200_000;
        var pattern = SparsePattern.Of(Size, Size, [.. Enumerable.Range(0, Size).SelectMany(row => new[] { row, (row + 1) % Size }.Order()
            .Select(column => new SparseEntry(row, column, default)))]);
        var matching = BipartiteMatching.Of(pattern, CancellationToken.None);
        Assert.Equal(Size, matching.Size);
        Assert.Single(BlockTriangularForm.Of(pattern, matching).Blocks);
    }

    private static int Reached(SparsePattern pattern, BipartiteMatching matching, int start, DiagonalBlock block)
    {
        HashSet<int> seen = [start];
        for (var waiting = new Queue<int>([start]); waiting.TryDequeue(out var row);)
        {
            foreach (var column in pattern.Row(row))
            {
                if (block.Columns.Contains(column) && seen.Add(matching.RowOfColumn[column]))
                {
                    waiting.Enqueue(matching.RowOfColumn[column]);
                }
            }
        }

        return seen.Count;
    }
}
