using Assay.Programs.Terms;

namespace Assay.Programs.Deciders.Exhaustion;

/// <summary>
/// The upper half of a product of two 32-bit numbers, or a part of it. It is said with 64-bit terms, but lanes of 32 bits
/// can hold everything that is needed for it.
/// </summary>
/// <param name="A">A factor of at most 32 bits, or a constant below 2^32.</param>
/// <param name="B">The other.</param>
internal sealed record HighProduct(Term A, Term B)
{
    /// <summary>The high product that a term is, or null.</summary>
    public static HighProduct? Of(Term term) =>
        term is { Op: Op.Extract, Args: [{ Op: Op.Mul, Width: 64, Args: [var a, var b] }] }
        && term.Payload >= 32 && Factor(a) is { } left && Factor(b) is { } right
            ? new HighProduct(left, right)
            : null;

    /// <summary>All that is needed for some terms when high products are taken as one operation, arguments first.</summary>
    public static List<Term> Order(params IEnumerable<Term> roots)
    {
        HashSet<Term> seen = [];
        Stack<Term> open = new(roots);
        while (open.TryPop(out var term))
        {
            if (seen.Add(term))
            {
                foreach (var argument in Of(term) is { } product ? [product.A, product.B] : term.Args)
                {
                    open.Push(argument);
                }
            }
        }

        return [.. seen.OrderBy(term => term.Id)];
    }

    private static Term? Factor(Term term) =>
        term is { Op: Op.ZeroExtend, Args: [{ Width: <= 32 } narrow] } ? narrow
        : term.IsConstant && term.Payload >> 32 == 0 ? term
        : null;
}
