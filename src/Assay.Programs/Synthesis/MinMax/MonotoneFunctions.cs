using System.Numerics;

namespace Assay.Programs.Synthesis.MinMax;

/// <summary>
/// What a register of a min/max kernel can hold: every function of the inputs that minima and maxima give, told by its truth
/// table over the inputs that are 0 or 1; each has a number.
/// </summary>
/// <remarks>
/// The 0-1 principle (Knuth, The Art of Computer Programming 3, 5.3.4): minimum and maximum commute with every monotone map of
/// values, so that two kernels that agree on all inputs of zeros and ones agree on all inputs.
/// Of n inputs there are 4, 18, 166, 7579 such functions for n = 2 to 5 (the numbers of Dedekind without the constants).
/// </remarks>
internal sealed class MonotoneFunctions
{
    private readonly List<ulong> _tables = [];
    private readonly Dictionary<ulong, ushort> _numbers = [];

    /// <param name="inputs">The number of inputs, at most five.</param>
    public MonotoneFunctions(int inputs)
    {
        Inputs = inputs;
        for (var input = 0; input < inputs; input++)
        {
            Add(Table(inputs, x => ((x >> input) & 1) != 0));
        }

        for (var i = 0; i < _tables.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                Add(_tables[i] & _tables[j]);
                Add(_tables[i] | _tables[j]);
            }
        }

        Thresholds = [.. Enumerable.Range(1, inputs).Select(k => NumberOf(Table(inputs, x => BitOperations.PopCount((uint)x) >= k)))];
    }

    /// <summary>The number of inputs.</summary>
    public int Inputs { get; }

    /// <summary>The number of functions.</summary>
    public int Count => _tables.Count;

    /// <summary>The results of sorting: at position k the value that is one if more than k inputs are one; the greatest value first.</summary>
    public IReadOnlyList<ushort> Thresholds { get; }

    /// <summary>The truth table of a function: bit x is its value on the input whose bits are those of x.</summary>
    public ulong this[int number] => _tables[number];

    /// <summary>The number of the function with a truth table.</summary>
    public ushort NumberOf(ulong table) => _numbers[table];

    /// <summary>The images of all functions when the inputs are permuted, and then, if wanted, all values reversed.</summary>
    public ushort[] Images(int[] permutation, bool reverse)
    {
        var all = (1 << Inputs) - 1;
        int[] sources = [.. Enumerable.Range(0, 1 << Inputs).Select(x =>
        {
            var source = permutation.Select((to, from) => ((x >> to) & 1) << from).Sum();
            return reverse ? source ^ all : source;
        })];
        return [.. _tables.Select(table => NumberOf(Table(Inputs, x => (((table >> sources[x]) & 1) != 0) != reverse)))];
    }

    private static ulong Table(int inputs, Func<int, bool> value) =>
        Enumerable.Range(0, 1 << inputs).Aggregate(0UL, (table, x) => value(x) ? table | (1UL << x) : table);

    private void Add(ulong table)
    {
        if (_numbers.TryAdd(table, (ushort)_tables.Count))
        {
            _tables.Add(table);
        }
    }
}
