using Assay.Claims;

namespace Assay.Training;

/// <summary>Says how much memory something would take before it is taken.</summary>
internal static class MemoryLimit
{
    /// <summary>The most numbers that are read from one file: a gibibyte of floats.</summary>
    public const long MostNumbers = 1L << 28;

    /// <summary>The product of sizes, which may be too large for an integer only beyond the limit.</summary>
    public static long Product(IEnumerable<long> sizes)
    {
        var product = 1L;
        foreach (var size in sizes)
        {
            if (size == 0)
            {
                return 0;
            }

            product = product > long.MaxValue / size ? long.MaxValue : product * size;
        }

        return product;
    }

    /// <summary>Refuses more numbers than are read.</summary>
    /// <exception cref="TrainingException">There are too many; the text names the memory that they would take.</exception>
    public static void Check(Place place, long numbers, int bytes)
    {
        if (numbers > MostNumbers)
        {
            throw new TrainingException(new Problem(
                place,
                FormattableString.Invariant($"{numbers:N0} numbers would take {numbers * (double)bytes / (1 << 30):N1} GiB of memory."),
                FormattableString.Invariant($"Up to {MostNumbers:N0} are read; take fewer samples.")));
        }
    }
}
