namespace Assay.Training.Geometry;

/// <summary>Eigenvalues of symmetric tridiagonal matrices, by the QL method with implicit shifts (Francis 1961; Dubrulle, Martin and Wilkinson 1968).</summary>
internal static class Tridiagonal
{
    private const int MostIterations = 60;

    // Beside the rounding of the greatest entry, 1e-16 of it, this changes nothing.
    private const double Nothing = 1e-22;

    /// <summary>Finds all eigenvalues, and turns rows along with them.</summary>
    /// <param name="diagonal">The diagonal; becomes the eigenvalues, in no order.</param>
    /// <param name="beside">What stands beside it: entry i couples i and i + 1; the last one is room. It is destroyed.</param>
    /// <param name="rows">Rows of vectors, one for each place of the diagonal; started with those of the identity they become the eigenvectors. May be empty.</param>
    /// <exception cref="InvalidOperationException">It does not converge, which only happens where an entry is not finite.</exception>
    public static void Eigenvalues(double[] diagonal, double[] beside, double[][] rows)
    {
        var size = diagonal.Length;

        // Blocks of next to nothing beside the rest are noise in which no shift converges.
        var nothing = Nothing * diagonal.Zip(beside, (own, next) => Math.Abs(own) + Math.Abs(next)).DefaultIfEmpty(0).Max();
        for (var low = 0; low < size; low++)
        {
            for (var iteration = 0; ; iteration++)
            {
                var split = Split(diagonal, beside, low, nothing);
                if (split == low)
                {
                    break;
                }

                if (iteration == MostIterations)
                {
                    throw new InvalidOperationException("The eigenvalues of a tridiagonal matrix do not converge.");
                }

                Sweep(diagonal, beside, rows, low, split);
            }
        }
    }

    // The first place from which on what couples it to the next is nothing beside its neighbours.
    private static int Split(double[] diagonal, double[] beside, int low, double nothing)
    {
        var split = low;
        for (; split < diagonal.Length - 1; split++)
        {
            var size = Math.Abs(diagonal[split]) + Math.Abs(diagonal[split + 1]);
            if (Math.Abs(beside[split]) <= nothing || size + Math.Abs(beside[split]) == size)
            {
                break;
            }
        }

        return split;
    }

    private static void Sweep(double[] diagonal, double[] beside, double[][] rows, int low, int high)
    {
        var g = (diagonal[low + 1] - diagonal[low]) / (2 * beside[low]);
        var r = Length(g, 1);
        g = diagonal[high] - diagonal[low] + (beside[low] / (g + Math.CopySign(r, g)));
        var (sine, cosine, shift) = (1.0, 1.0, 0.0);
        for (var i = high - 1; i >= low; i--)
        {
            var (f, b) = (sine * beside[i], cosine * beside[i]);
            r = Length(f, g);
            beside[i + 1] = r;
            if (r == 0)
            {
                diagonal[i + 1] -= shift;
                beside[high] = 0;
                return;
            }

            (sine, cosine) = (f / r, g / r);
            g = diagonal[i + 1] - shift;
            r = ((diagonal[i] - g) * sine) + (2 * cosine * b);
            shift = sine * r;
            diagonal[i + 1] = g + shift;
            g = (cosine * r) - b;
            Turn(rows, i, sine, cosine);
        }

        diagonal[low] -= shift;
        beside[low] = g;
        beside[high] = 0;
    }

    private static void Turn(double[][] rows, int i, double sine, double cosine)
    {
        if (rows.Length == 0)
        {
            return;
        }

        var (first, second) = (rows[i], rows[i + 1]);
        for (var k = 0; k < first.Length; k++)
        {
            var f = second[k];
            second[k] = (sine * first[k]) + (cosine * f);
            first[k] = (cosine * first[k]) - (sine * f);
        }
    }

    private static double Length(double a, double b)
    {
        var (great, small) = (Math.Max(Math.Abs(a), Math.Abs(b)), Math.Min(Math.Abs(a), Math.Abs(b)));
        return great == 0 ? 0 : great * Math.Sqrt(1 + (small / great * (small / great)));
    }
}
