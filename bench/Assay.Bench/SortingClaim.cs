using Assay.Programs.Deciders;
using Assay.Programs.Execution;
using Assay.Programs.Terms;
using BenchmarkDotNet.Attributes;

namespace Assay.Bench;

/// <summary>All 545,835 weak orders of eight values: does the kernel of 19 exchanges sort, ties included?</summary>
[InProcess]
public class SortingClaim
{
    private const int Count = 8;

    private static readonly (int Low, int High)[] Kernel =
    [
        (0, 1), (2, 3), (4, 5), (6, 7), (0, 2), (1, 3), (4, 6), (5, 7), (1, 2), (5, 6),
        (0, 4), (1, 5), (2, 6), (3, 7), (2, 4), (3, 5), (1, 2), (3, 4), (5, 6),
    ];

    private readonly Goal _goal = CreateGoal();

    [Benchmark]
    public bool AllWeakOrders()
    {
        var context = new DecisionContext(DateTime.UtcNow.AddMinutes(1), (_, _) => { }, CancellationToken.None);
        return new WeakOrders().Decide(_goal, context) is None;
    }

    // Against exchanges of neighbours, which are known to sort.
    private static Goal CreateGoal()
    {
        var terms = new TermFactory();
        Term[] values = [.. Enumerable.Range(0, Count).Select(i => terms.Variable("v" + i, Sort.BitVector(32)))];
        var neighbours = from end in Enumerable.Range(1, Count - 1).Reverse() from at in Enumerable.Range(0, end) select (at, at + 1);
        var same = terms.All(Apply(terms, values, Kernel).Zip(Apply(terms, values, neighbours), terms.Equal));
        return new Goal
        {
            Terms = terms,
            Variables = [.. values.Select(value => new ScalarVariable(value, value.Name!, ClrType.Int32))],
            Assumed = terms.True,
            Target = terms.Not(same),
        };
    }

    private static Term[] Apply(TermFactory terms, Term[] values, IEnumerable<(int Low, int High)> exchanges)
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
}
