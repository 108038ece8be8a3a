using Assay.Statistics;

namespace Assay.Training.Data;

/// <summary>Random orders (Fisher and Yates, Statistical Tables, 1938; in place by Durstenfeld, 1964).</summary>
public static class Shuffle
{
    /// <summary>The numbers from 0 to below <paramref name="count"/> in a random order, each order equally likely.</summary>
    public static int[] Permutation(int count, Philox random)
    {
        ArgumentNullException.ThrowIfNull(random);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var order = new int[count];
        for (var i = 0; i < count; i++)
        {
            order[i] = i;
        }

        for (var last = count - 1; last > 0; last--)
        {
            var chosen = random.Below(last + 1);
            (order[last], order[chosen]) = (order[chosen], order[last]);
        }

        return order;
    }
}
