using System.Numerics;

namespace Assay.Programs.Frontends.Alive.AnyWidth;

/// <summary>
/// A bitwise function of some leaves in algebraic normal form: the exclusive or of conjunctions, each a set of leaves as a
/// mask; the empty one is all ones. The same function on every bit, so it has no width.
/// </summary>
internal sealed class BitFunction
{
    private const int MostConjunctions = 12;

    private readonly HashSet<ulong> _conjunctions;

    private BitFunction(HashSet<ulong> conjunctions) => _conjunctions = conjunctions;

    public static BitFunction Zero { get; } = new([]);

    public static BitFunction Ones { get; } = new([0]);

    /// <summary>A text that functions share only if they are one.</summary>
    public string Key => string.Join('^', _conjunctions.Order());

    /// <summary>Whether it has grown too long to work with.</summary>
    public bool IsTooLong => _conjunctions.Count > MostConjunctions;

    public static BitFunction Leaf(int leaf) => new([1UL << leaf]);

    public BitFunction Xor(BitFunction other)
    {
        HashSet<ulong> sum = [.. _conjunctions];
        sum.SymmetricExceptWith(other._conjunctions);
        return new BitFunction(sum);
    }

    public BitFunction And(BitFunction other)
    {
        HashSet<ulong> product = [];
        foreach (var conjunction in IsTooLong || other.IsTooLong ? [] : _conjunctions)
        {
            product.SymmetricExceptWith(other._conjunctions.GroupBy(with => with | conjunction).Where(same => same.Count() % 2 == 1).Select(same => same.Key));
        }

        return new BitFunction(product);
    }

    public BitFunction Or(BitFunction other) => Xor(other).Xor(And(other));

    /// <summary>
    /// The function of single bits as a sum over the integers, from <c>a ^ b = a + b - 2ab</c>: a factor for every conjunction.
    /// </summary>
    public Dictionary<ulong, BigInteger> Sum()
    {
        Dictionary<ulong, BigInteger> sum = [];
        foreach (var conjunction in _conjunctions.Order())
        {
            var product = sum.GroupBy(pair => pair.Key | conjunction, pair => pair.Value).Select(same => (same.Key, Value: same.Aggregate(BigInteger.Add))).ToList();
            foreach (var (set, value) in product)
            {
                sum[set] = sum.GetValueOrDefault(set) - (2 * value);
            }

            sum[conjunction] = sum.GetValueOrDefault(conjunction) + 1;
        }

        return sum.Where(pair => !pair.Value.IsZero).ToDictionary();
    }
}
