using System.Numerics;

namespace Assay.Matrices.Questions;

/// <summary>Tries all values of a scope of whole numbers, those with small entries first.</summary>
internal static class Enumeration
{
    /// <summary>The values in their order: by the greatest magnitude, then entry by entry.</summary>
    /// <param name="variables">What ranges.</param>
    /// <param name="most">The greatest magnitude.</param>
    public static IEnumerable<Rational[]> All(IReadOnlyList<Variable> variables, int most)
    {
        (int Low, int High)[] ranges = [.. variables.SelectMany(variable => Enumerable.Repeat((Clamp(variable.Low, most), Clamp(variable.High, most)), variable.Count))];
        for (var shell = 0; shell <= most; shell++)
        {
            foreach (var values in Shell(ranges, shell))
            {
                yield return values;
            }
        }
    }

    /// <summary>How many there are.</summary>
    public static BigInteger Count(IReadOnlyList<Variable> variables) =>
        variables.Aggregate(BigInteger.One, (product, variable) => product * BigInteger.Pow(variable.High - variable.Low + 1, variable.Count));

    private static int Clamp(BigInteger end, int most) => (int)BigInteger.Max(-most, BigInteger.Min(most, end));

    // Those of which some entry has that magnitude and none a greater one.
    private static IEnumerable<Rational[]> Shell((int Low, int High)[] ranges, int shell)
    {
        // 0, 1, -1, 2, -2 and so on, as far as they are in range.
        int[][] choices = [.. ranges.Select(range => Enumerable.Range(0, (2 * shell) + 1).Select(i => i % 2 == 1 ? (i + 1) / 2 : -i / 2).Where(value => range.Low <= value && value <= range.High).ToArray())];
        if (choices.Any(choice => choice.Length == 0))
        {
            yield break;
        }

        var places = new int[ranges.Length];
        while (true)
        {
            if (shell == 0 || Enumerable.Range(0, places.Length).Any(i => Math.Abs(choices[i][places[i]]) == shell))
            {
                yield return [.. places.Select((place, i) => Rational.Of((BigInteger)choices[i][place]))];
            }

            var last = places.Length - 1;
            while (last >= 0 && ++places[last] == choices[last].Length)
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
