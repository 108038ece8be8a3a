using Assay.Programs.Deciders;
using Assay.Programs.Terms;

namespace Assay.Programs.Tests.Deciders;

/// <summary>Sorting kernels of minima and maxima, and goals about them.</summary>
internal static class SortingNetworks
{
    /// <summary>The kernel of 19 exchanges for eight values.</summary>
    public static (int, int)[] OfEight { get; } =
    [
        (0, 1), (2, 3), (4, 5), (6, 7), (0, 2), (1, 3), (4, 6), (5, 7), (1, 2), (5, 6),
        (0, 4), (1, 5), (2, 6), (3, 7), (2, 4), (3, 5), (1, 2), (3, 4), (5, 6),
    ];

    public static Term[] Apply(TermFactory terms, IReadOnlyList<Term> values, IEnumerable<(int Low, int High)> exchanges)
    {
        Term[] all = [.. values];
        foreach (var (low, high) in exchanges)
        {
            var (a, b) = (all[low], all[high]);
            var swap = terms.SLt(b, a);
            (all[low], all[high]) = (terms.Ite(swap, b, a), terms.Ite(swap, a, b));
        }

        return all;
    }

    /// <summary>Exchanges of neighbours, which sort any number of values.</summary>
    public static IEnumerable<(int, int)> Bubble(int count) =>
        from end in Enumerable.Range(1, count - 1).Reverse() from at in Enumerable.Range(0, end) select (at, at + 1);

    /// <summary>Is there an input that some exchanges leave other than sorted?</summary>
    public static Goal Unsorted(int count, int width, IEnumerable<(int, int)> exchanges)
    {
        var terms = new TermFactory();
        Term[] values = [.. Enumerable.Range(0, count).Select(i => terms.Variable("v" + i, Sort.BitVector(width)))];
        var (result, sorted) = (Apply(terms, values, exchanges), Apply(terms, values, Bubble(count)));
        return Goals.Of(terms, terms.Not(terms.All(result.Zip(sorted, terms.Equal))), true, values);
    }
}
