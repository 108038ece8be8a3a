using System.Numerics;

namespace Assay.Programs.Certificates.Kernels;

/// <summary>
/// Kernels of moves, minima and maxima, for the checker: a state is what the defined registers hold, each as a truth table over
/// inputs of zeros and ones. The results may end in any registers.
/// </summary>
internal sealed class CheckedMinMax : ICheckedProblem
{
    private readonly List<uint> _tables = [];
    private readonly Dictionary<uint, int> _numbers = [];
    private readonly int _values;
    private readonly int _registers;
    private readonly int[] _results;

    public CheckedMinMax(KernelCertificate claim)
    {
        (_values, _registers) = (claim.Values, claim.Values + claim.Spares);
        for (var input = 0; input < _values; input++)
        {
            Number(Table(x => (x >> input) & 1));
        }

        for (var i = 0; i < _tables.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                Number(_tables[i] & _tables[j]);
                Number(_tables[i] | _tables[j]);
            }
        }

        Start = [.. Enumerable.Range(0, _values)];
        _results = [.. Enumerable.Range(1, _values).Select(k => _numbers[Table(x => BitOperations.PopCount((uint)x) >= k ? 1 : 0)])];
        Images = [.. CheckedMachine.Permutations(Start).SelectMany(order => new[] { ImageOf(order, 0), ImageOf(order, 1) })];
    }

    public int[] Start { get; }

    public IReadOnlyList<int[]> Images { get; }

    public int Instructions => 3 * _registers * _registers;

    // Four members make a truth table of 64 bits, the lowest first.
    public int[] Read(ushort[] state, string file)
    {
        var read = new int[state.Length / 4];
        for (var i = 0; i < read.Length; i++)
        {
            var (low, high) = (state[4 * i] | ((uint)state[(4 * i) + 1] << 16), state[(4 * i) + 2] | state[(4 * i) + 3]);
            read[i] = high == 0 && _numbers.TryGetValue(low, out var number) ? number
                : throw new CertificateException(file, 0, $"no register can hold {low:X8}");
        }

        return state.Length % 4 == 0 && read.Length <= _registers ? read : throw new CertificateException(file, 0, "a state has too many registers, or part of one");
    }

    public string Name(int instruction) => new[] { "mov", "min", "max" }[instruction / (_registers * _registers)];

    public bool IsReached(ReadOnlySpan<int> members)
    {
        foreach (var result in _results)
        {
            if (!members.Contains(result))
            {
                return false;
            }
        }

        return true;
    }

    public ICheckedSteps CreateSteps() => new Steps(this);

    // An input x is taken from the one that the renaming makes x of; reversal exchanges zeros and ones, in inputs and results.
    private int[] ImageOf(int[] order, int reverse) => [.. _tables.Select(table => _numbers[Table(x =>
    {
        var source = 0;
        for (var input = 0; input < _values; input++)
        {
            source |= (((x >> order[input]) & 1) ^ reverse) << input;
        }

        return (int)((table >> source) & 1) ^ reverse;
    })])];

    private uint Table(Func<int, int> value)
    {
        var table = 0U;
        for (var x = 0; x < 1 << _values; x++)
        {
            table |= (uint)value(x) << x;
        }

        return table;
    }

    private int Number(uint table)
    {
        if (!_numbers.TryGetValue(table, out var number))
        {
            _numbers.Add(table, number = _tables.Count);
            _tables.Add(table);
        }

        return number;
    }

    private sealed class Steps(CheckedMinMax problem) : ICheckedSteps
    {
        private readonly int[] _successor = new int[problem._registers];

        // Every result that is missing takes an instruction of its own. If no instruction makes one at once, one more. And
        // no result may have become impossible.
        public bool MayDo(ReadOnlySpan<int> members, int instructions)
        {
            var missing = 0;
            foreach (var result in problem._results)
            {
                missing += members.Contains(result) ? 0 : 1;
            }

            return missing <= instructions && (missing == 0 || missing < instructions || MakesResult(members)) && AllPossible(members);
        }

        public ReadOnlySpan<int> After(ReadOnlySpan<int> members, int instruction)
        {
            var (operation, pair) = Math.DivRem(instruction, problem._registers * problem._registers);
            var (target, source) = Math.DivRem(pair, problem._registers);
            if (source >= members.Length || (target >= members.Length && operation > 0))
            {
                // What is not defined can only be overwritten.
                return [];
            }

            members.CopyTo(_successor);
            var value = problem._tables[members[source]];
            var old = target < members.Length ? problem._tables[members[target]] : 0;
            _successor[Math.Min(target, members.Length)] = problem._numbers[operation == 0 ? value : operation == 1 ? value & old : value | old];
            return _successor.AsSpan(0, Math.Max(members.Length, Math.Min(target, members.Length) + 1));
        }

        private bool MakesResult(ReadOnlySpan<int> members)
        {
            foreach (var a in members)
            {
                foreach (var b in members)
                {
                    var (and, or) = (problem._tables[a] & problem._tables[b], problem._tables[a] | problem._tables[b]);
                    foreach (var result in problem._results)
                    {
                        if (!members.Contains(result) && (problem._tables[result] == and || problem._tables[result] == or))
                        {
                            return true;
                        }
                    }
                }
            }

            return false;
        }

        // Minima and maxima keep this: whatever is one in all registers that are one at x stays so in every result that is one at x.
        private bool AllPossible(ReadOnlySpan<int> members)
        {
            for (var x = 0; x < 1 << problem._values; x++)
            {
                for (var y = 0; y < 1 << problem._values; y++)
                {
                    if (BitOperations.PopCount((uint)y) < BitOperations.PopCount((uint)x) && !Tells(members, x, y))
                    {
                        return false;
                    }
                }
            }

            return true;
        }

        private bool Tells(ReadOnlySpan<int> members, int x, int y)
        {
            foreach (var member in members)
            {
                if (((problem._tables[member] >> x) & ~(problem._tables[member] >> y) & 1) != 0)
                {
                    return true;
                }
            }

            return false;
        }
    }
}
