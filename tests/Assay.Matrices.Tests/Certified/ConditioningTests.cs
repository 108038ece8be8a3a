using Assay.Matrices.Certified;
using Assay.Matrices.Distance;
using Assay.Matrices.Kernels;
using Assay.TestSupport;
using CsCheck;

namespace Assay.Matrices.Tests.Certified;

/// <summary>Enclosures of singular values and condition numbers, against exact inertia and exact inverses.</summary>
public sealed class ConditioningTests
{
    [Fact]
    public void Every_singular_value_lies_in_its_enclosure() => Families.Square(1, 5).Sample(
        entries =>
        {
            var matrix = Matrix.Of(entries);
            if (Conditioning.Of(matrix, matrix.Diagnose().Rank, CancellationToken.None) is not { } conditioning)
            {
                return;
            }

            var (fractions, values) = (Families.Fractions(entries), conditioning.SingularValues!);
            for (var i = 0; i < values.Count; i++)
            {
                // The value with number i of n is below the upper end, or at it: so n - i values are below a little more.
                Assert.True(Inertia.Below(fractions, Math.BitIncrement(values[i].High)) is not { } below || below >= values.Count - i);
                Assert.True(values[i].Low <= 0 || Inertia.Below(fractions, values[i].Low) is not { } least || least <= values.Count - i - 1);
            }
        },
        iter: Rounds.Of(3_000));

    // Blocks whose inverses multiply: without the powers of two of columns the norm of I - R A is beyond 1.
    [Fact]
    public void A_bound_that_is_lost_by_scaling_leaves_the_condition_open_above()
    {
        const int Size = 10;
        var entries = new double[Size, Size];
        for (var i = 0; i < Size; i++)
        {
            for (var j = i / 2 * 2; j < Size; j++)
            {
                var entry = j / 2 > i / 2 ? ((((7 * i) + (3 * j)) % 5) - 2) / 2.0 : i % 2 == 1 && j % 2 == 1 ? 1 + Math.ScaleB(1, -22) : 1;
                entries[i, j] = Math.ScaleB(entry, -27 * (j / 2));
            }
        }

        var condition = Matrix.Of(entries).Diagnose().Analysis!.EquilibratedCondition!.Value;
        Assert.InRange(condition.Low, 1, condition.High);
    }

    [Theory]
    [InlineData(2, -599)]
    [InlineData(2, -585)]
    [InlineData(3, -380)]
    public void An_inverse_beyond_the_range_of_doubles_is_none(int size, int exponent)
    {
        var entries = new double[size, size];
        for (var i = 0; i < size; i++)
        {
            entries[i, i] = Math.ScaleB(1, exponent);
            entries[i, Math.Min(i + 1, size - 1)] = i + 1 < size ? 1 : entries[i, i];
        }

        var diagnosis = Matrix.Of(entries).Diagnose();
        Assert.Equal(size, diagnosis.Rank);
        Assert.True(diagnosis.Analysis!.Conditioning!.SigmaMin.Contains(0) || diagnosis.Analysis.Conditioning.SigmaMin.Low > 0);
        Assert.IsType<AllRegular>(diagnosis.Analysis.Within);
    }

    // No matrix tells whether it is there: what is rounded is far less than how far c is from the norm.
    [Fact]
    public void A_norm_that_a_factorization_proves_has_room_for_its_rounding()
    {
        const int Size = 40;
        var random = new Random(3);
        var norm = SpectralNorm.Of(new Dense([.. Enumerable.Range(0, Size * Size).Select(_ => random.NextDouble() - 0.5)], Size, Size));
        Assert.NotNull(norm.Factor);
        Assert.True(norm.Norm.High * norm.Norm.High >= norm.Square * (1 + (Size * (Size + 1) * Rounding.Unit)));
    }

    // A decomposition whose columns have other lengths than 1, and values to match.
    [Theory]
    [InlineData(1, 0.9, 0.9)]
    [InlineData(0.9, 1, 1 / 0.9)]
    [InlineData(1.1, 1.05, 1.05 / 1.1)]
    public void Columns_that_are_not_orthogonal_widen_the_enclosures(double ofLeft, double ofRight, double ofValues)
    {
        var matrix = new Dense([3, 1, 0, 2, 5, -1, 1, 0, 1], 3, 3);
        var svd = JacobiSvd.Of(matrix);
        var changed = new JacobiSvd([.. svd.Values.Select(value => value * ofValues)], Times(svd.Left, ofLeft), Times(svd.Right, ofRight));
        Assert.All(SingularValues.Of(matrix, 0, changed).Zip(svd.Values), pair => Assert.InRange(pair.Second, pair.First.Low * (1 - 1e-12), pair.First.High * (1 + 1e-12)));

        static Dense Times(Dense columns, double factor) => columns with { Entries = [.. columns.Entries.Select(entry => entry * factor)] };
    }

    [Fact]
    public void The_greatest_of_numbers_passes_over_none() => Assert.True(double.IsNaN(Norms.Most([1, double.NaN, 2])));

    [Fact]
    public void Condition_numbers_lie_in_their_enclosures() => Families.Square(1, 4).Sample(
        entries =>
        {
            var (matrix, fractions) = (Matrix.Of(entries), Families.Fractions(entries));
            if (Inverse(fractions) is not { } inverse || Conditioning.Of(matrix, fractions.GetLength(0), CancellationToken.None) is not { } conditioning)
            {
                return;
            }

            AssertContains(conditioning.ConditionInfinity!.Value, RowNorm(fractions) * RowNorm(inverse));
            AssertContains(conditioning.Condition1!.Value, RowNorm(Transpose(fractions)) * RowNorm(Transpose(inverse)));
            Assert.True(conditioning.ConditionInfinity!.Value.RelativeWidth < 1e-4);
            Assert.True(conditioning.SigmaMin.RelativeWidth < 1e-4);
        },
        iter: Rounds.Of(10_000));

    // What rotations leave of dependent columns has no direction; the other singular values are told all the same.
    [Fact]
    public void Singular_values_of_low_rank_are_enclosed_from_below()
    {
        var conditioning = Matrix.Parse("[[1, 2, 3], [2, 4, 6], [3, 6, 9]]").Diagnose().Analysis!.Conditioning!;

        Assert.True(conditioning.SigmaMax.Contains(14) && conditioning.SigmaMax.RelativeWidth < 1e-12, conditioning.SigmaMax.ToString());
    }

    // Beyond what doubles can tell apart: condition numbers up to 1e60.
    [Fact]
    public void Extreme_condition_is_enclosed_to_many_digits()
    {
        for (var size = 8; size <= 40; size += 8)
        {
            var entries = new Rational[size, size];
            for (var i = 0; i < size * size; i++)
            {
                entries[i / size, i % size] = new Rational(1, (i / size) + (i % size) + 1);
            }

            var conditioning = Conditioning.Of(Matrix.Of(entries), size, CancellationToken.None)!;
            AssertContains(conditioning.ConditionInfinity!.Value, RowNorm(entries) * RowNorm(Inverse(entries)!));
            Assert.True(conditioning.Condition2.RelativeWidth < 1e-6, $"{size}: {conditioning.Condition2}");
        }
    }

    [Theory]
    [InlineData("[[3, 0], [0, 4]]", "3", "4")]
    [InlineData("[[1e-10, 0], [0, 1e-10]]", "1e-10", "1e-10")]
    [InlineData("[[1, 2], [2, 4]]", "0", "5")]
    [InlineData("[[1.7976931348623157e308]]", "1.79e308 to Infinity", "1.79e308 to Infinity")]
    [InlineData("[[5e-324]]", "0 to 9.88e-324", "0 to 9.88e-324")]
    [InlineData("[[3, 4]]", "5", "5")]
    public void Known_singular_values_are_found(string text, string least, string greatest)
    {
        var matrix = Matrix.Parse(text);
        var conditioning = Conditioning.Of(matrix, matrix.Diagnose().Rank, CancellationToken.None)!;
        Assert.Equal((least, greatest), (conditioning.SigmaMin.ToString(), conditioning.SigmaMax.ToString()));
    }

    // A column that is longer than one it is parallel to, before it and behind it: what rounding leaves of the shorter one is no number below zero.
    [Theory]
    [InlineData("[[-3, 0, 0, 0, 0], [0, 0, 3, 1, 0], [-1, 0, 0, 0, 0], [0, 0, 0, 0, 0], [0, 0, 0, 0, 0]]")]
    [InlineData("[[-3, 0, -1, 0, 0], [0, 0, 0, 0, 0], [0, 0, 0, 0, 0], [0, 0, 0, 0, 0], [0, 3, 0, 1, 0], [0, 0, 0, 0, 0]]")]
    public void Parallel_columns_leave_numbers(string text)
    {
        var matrix = Matrix.Parse(text);
        var conditioning = Conditioning.Of(matrix, 2, CancellationToken.None)!;
        Assert.Equal("3.1622776601684", conditioning.SigmaMax.ToString()[..15]);
        Assert.All(conditioning.SingularValues!, value => Assert.True(value.Low <= value.High && double.IsFinite(value.High)));
    }

    [Fact]
    public void Larger_matrices_have_enclosures_without_the_whole_spectrum()
    {
        var (size, random) = (310, new Random(5));
        var entries = new double[size, size];
        for (var i = 0; i < entries.Length; i++)
        {
            entries[i / size, i % size] = random.NextDouble() - 0.5;
        }

        var conditioning = Conditioning.Of(Matrix.Of(entries), size, CancellationToken.None)!;
        Assert.Null(conditioning.SingularValues);
        Assert.True(conditioning.Condition2.RelativeWidth < 1e-6);
        Assert.True(conditioning.SigmaMax.Low > Math.Sqrt(size / 12.0) && conditioning.SigmaMax.High < 2.2 * Math.Sqrt(size / 12.0));
    }

    private static void AssertContains(Enclosure enclosure, Rational exact) =>
        Assert.True(Rational.Of(enclosure.Low) <= exact && (double.IsInfinity(enclosure.High) || exact <= Rational.Of(enclosure.High)), $"{enclosure} does not hold {exact.ToApproximation()}");

    private static Rational RowNorm(Rational[,] matrix) => Enumerable.Range(0, matrix.GetLength(0)).Max(
        row => Enumerable.Range(0, matrix.GetLength(1)).Aggregate(default(Rational), (sum, column) => sum + Magnitude(matrix[row, column])));

    private static Rational Magnitude(Rational value) => value.Numerator.Sign < 0 ? default(Rational) - value : value;

    private static Rational[,] Transpose(Rational[,] matrix)
    {
        var transposed = new Rational[matrix.GetLength(1), matrix.GetLength(0)];
        for (var row = 0; row < matrix.GetLength(0); row++)
        {
            for (var column = 0; column < matrix.GetLength(1); column++)
            {
                transposed[column, row] = matrix[row, column];
            }
        }

        return transposed;
    }

    // By Gauss and Jordan; null where it is singular.
    private static Rational[,]? Inverse(Rational[,] matrix)
    {
        var size = matrix.GetLength(0);
        var a = new Rational[size, 2 * size];
        for (var i = 0; i < size * size; i++)
        {
            a[i / size, i % size] = matrix[i / size, i % size];
            a[i / size, size + (i % size)] = Rational.Of(i / size == i % size ? 1.0 : 0.0);
        }

        for (var k = 0; k < size; k++)
        {
            var pivot = Enumerable.Range(k, size - k).FirstOrDefault(row => !a[row, k].Numerator.IsZero, -1);
            if (pivot < 0)
            {
                return null;
            }

            for (var i = 0; i < 2 * size; i++)
            {
                (a[k, i], a[pivot, i]) = (a[pivot, i], a[k, i]);
            }

            var divisor = a[k, k];
            for (var i = 0; i < 2 * size; i++)
            {
                a[k, i] /= divisor;
            }

            for (var row = 0; row < size; row++)
            {
                var factor = a[row, k];
                for (var i = 0; i < 2 * size && row != k && !factor.Numerator.IsZero; i++)
                {
                    a[row, i] -= factor * a[k, i];
                }
            }
        }

        var inverse = new Rational[size, size];
        for (var i = 0; i < size * size; i++)
        {
            inverse[i / size, i % size] = a[i / size, size + (i % size)];
        }

        return inverse;
    }
}
