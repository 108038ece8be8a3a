using System.Numerics;

namespace Assay.Matrices.Tests.Sparse;

/// <summary>Sparse matrices that no dense elimination could hold.</summary>
public sealed class LargeSparseTests
{
    private const int Size = 20_000;

    [Fact]
    public void A_regular_one_is_regular()
    {
        var diagnosis = SparseMatrices.Of(Size, SparseMatrices.ThreeDiagonals(Size)).Diagnose();
        Assert.True(diagnosis.IsRegular);
        Assert.Equal(Size, diagnosis.MinorRows.Distinct().Count());
        Assert.Null(diagnosis.Determinant);
    }

    [Fact]
    public void Two_rows_in_one_column_are_dependent_by_structure()
    {
        var entries = SparseMatrices.ThreeDiagonals(Size);
        foreach (var key in entries.Keys.Where(key => key.Row is 7 or 8 && key.Column != 7).ToList())
        {
            entries.Remove(key);
        }

        var diagnosis = SparseMatrices.Of(Size, entries).Diagnose();
        Assert.Equal(Size - 1, diagnosis.Rank);
        Assert.Equal(Size - 1, diagnosis.Cover!.Rows.Count + diagnosis.Cover.Columns.Count);
        var (rows, columns) = (diagnosis.Cover.Rows.ToHashSet(), diagnosis.Cover.Columns.ToHashSet());
        Assert.All(entries.Keys, key => Assert.True(rows.Contains(key.Row) || columns.Contains(key.Column)));
        Assert.Empty(diagnosis.Kernel);
    }

    [Fact]
    public void A_short_dependence_has_its_vector()
    {
        var entries = SparseMatrices.ThreeDiagonals(Size);
        foreach (var key in entries.Keys.Where(key => key.Column is >= 500 and < 502).ToList())
        {
            entries.Remove(key);
        }

        foreach (var (row, column, value) in new[] { (500, 500, 3), (500, 501, 5), (501, 500, 6), (501, 501, 10) })
        {
            entries[(row, column)] = value;
        }

        var diagnosis = SparseMatrices.Of(Size, entries).Diagnose();
        Assert.Equal(Size - 1, diagnosis.Rank);
        var vector = Assert.Single(diagnosis.Kernel);
        Assert.Equal((5, -3), (vector[500], vector[501]));
        Assert.Equal(2, vector.Count(entry => !entry.IsZero));
    }

    // Its vector would have 6000 entries of thousands of digits.
    [Fact]
    public void A_long_dependence_is_proved_by_a_power()
    {
        const int Few = 6000;
        var entries = SparseMatrices.ThreeDiagonals(Few);
        foreach (var key in entries.Keys.Where(key => key.Row == Few - 1).ToList())
        {
            entries.Remove(key);
        }

        foreach (var (key, value) in entries.Where(entry => entry.Key.Row is 1 or 2 or (Few / 2)).ToList())
        {
            entries[(Few - 1, key.Column)] = entries.GetValueOrDefault((Few - 1, key.Column)) + (value * (key.Row == 1 ? 2 : -1));
        }

        var diagnosis = SparseMatrices.Of(Few, entries).Diagnose();
        Assert.Equal(Few - 1, diagnosis.Rank);
        Assert.Equal(diagnosis.Prime, diagnosis.CeilingPower!.Prime);
        Assert.Empty(diagnosis.Kernel);
    }

    [Fact]
    public void A_determinant_of_one_so_large_is_refused_with_the_memory_it_would_take()
    {
        var matrix = SparseMatrices.Of(Size, SparseMatrices.ThreeDiagonals(Size));
        var problem = Assert.Throws<MatrixException>(() => matrix.Diagnose(new DiagnoseOptions { Determinant = true })).Problem;
        Assert.StartsWith("20,000 by 20,000 entries would take 3.0 GiB of memory", problem.Message, StringComparison.Ordinal);
    }
}
