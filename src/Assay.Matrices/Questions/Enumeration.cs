using System.Numerics;

namespace Assay.Matrices.Questions;

/// <summary>Tries all values of a scope of whole numbers, those with small entries first.</summary>
internal static class Enumeration
{
    // So many values of one entry are looked at; a scope with more is never tried to its end.
    private const int MostValues = 1 << 20;

    /// <summary>Whether <see cref="All"/> comes to every value.</summary>
    public static bool IsWhole(IReadOnlyList<Variable> variables) => variables.All(variable => variable.High - variable.Low < MostValues);

    /// <summary>The values in their order: by the greatest magnitude, then entry by entry.</summary>
    public static IEnumerable<Rational[]> All(IReadOnlyList<Variable> variables)
    {
        long[][] choices = [.. variables.SelectMany(variable => Enumerable.Repeat(Ordered(variable), variable.Count))];
        foreach (var magnitude in choices.Distinct().SelectMany(values => values.Select(Math.Abs)).Distinct().Order())
        {
            // The first entry of that magnitude is the pivot: those before are less, those behind no greater.
            for (var pivot = 0; pivot < choices.Length; pivot++)
            {
                foreach (var values in Product([.. choices.Select((values, i) => Part(values, magnitude, i - pivot))]))
                {
                    yield return values;
                }
            }
        }
    }

    /// <summary>How many there are.</summary>
    public static BigInteger Count(IReadOnlyList<Variable> variables) =>
        variables.Aggregate(BigInteger.One, (product, variable) => product * BigInteger.Pow(variable.High - variable.Low + 1, variable.Count));

    // The values nearest to zero, in the order of their magnitudes.
    private static long[] Ordered(Variable variable)
    {
        var (low, high) = ((long)variable.Low, (long)variable.High);
        List<long> values = [];
        var (down, up) = low > 0 ? (low - 1, low) : high < 0 ? (high, high + 1) : (-1L, 0L);
        while (values.Count < MostValues && (down >= low || up <= high))
        {
            var takesUp = up <= high && (down < low || Math.Abs(up) <= Math.Abs(down));
            values.Add(takesUp ? up++ : down--);
        }

        return [.. values];
    }

    // Those of less, equal or at most some magnitude.
    private static ArraySegment<long> Part(long[] values, long magnitude, int side)
    {
        var (less, upTo) = (Count(values, magnitude - 1), Count(values, magnitude));
        return side < 0 ? new(values, 0, less) : side == 0 ? new(values, less, upTo - less) : new(values, 0, upTo);
    }

    private static int Count(long[] values, long magnitude)
    {
        var (from, to) = (0, values.Length);
        while (from < to)
        {
            var middle = (from + to) / 2;
            (from, to) = Math.Abs(values[middle]) <= magnitude ? (middle + 1, to) : (from, middle);
        }

        return from;
    }

    private static IEnumerable<Rational[]> Product(ArraySegment<long>[] choices)
    {
        if (Array.Exists(choices, choice => choice.Count == 0))
        {
            yield break;
        }

        var places = new int[choices.Length];
        while (true)
        {
            yield return [.. places.Select((place, i) => Rational.Of((BigInteger)choices[i][place]))];
            var last = places.Length - 1;
            while (last >= 0 && ++places[last] == choices[last].Count)
            {
                places[last--] = 0;
            }

            if (last < 0)
            {
                yield break;
            }
        }
    }
}
