namespace Assay.Programs.Certificates.Kernels;

/// <summary>
/// The machine of sorting kernels as the checker sees it: the assignments that some input reaches and that
/// can still be sorted, and what instructions make of them. Written without a look at the search.
/// </summary>
/// <remarks>An assignment is one digit in base 16 for each register, 0 for undefined, and above them the flags: 0 undefined, 1 less, 2 equal, 3 greater.</remarks>
internal sealed class CheckedMachine
{
    private const int FlagShift = 60;

    private static readonly bool[] Choices = [false, true];

    private readonly KernelCertificate _claim;
    private readonly List<long> _all = [];
    private readonly Dictionary<long, int> _numbers = [];
    private readonly int _first;

    /// <param name="claim">What is to be proved.</param>
    /// <param name="cancellation">Ends the preparation.</param>
    public CheckedMachine(KernelCertificate claim, CancellationToken cancellation)
    {
        _claim = claim;
        _first = claim.SpareStart == "least" ? 2 : 1;
        Registers = claim.Values + claim.Spares;
        Orders = [.. Permutations([.. Enumerable.Range(0, claim.Values)])];
        Instructions = [.. from name in claim.Instructions
                           from target in Enumerable.Range(0, Registers)
                           from source in Enumerable.Range(0, Registers)
                           where target != source
                           select (name, target, source)];
        long[] starts = [.. Orders.Select(Start)];
        foreach (var assignment in FindLive(starts, cancellation))
        {
            _numbers.Add(assignment, _all.Count);
            _all.Add(assignment);
        }

        Starts = [.. starts.Select(Number)];
        Next = [.. Instructions.Select(instruction => _all.Select(assignment => Number(Step(assignment, instruction))).ToArray())];
    }

    public int Registers { get; }

    /// <summary>The number of live assignments; they are numbered from 0 on.</summary>
    public int Count => _all.Count;

    /// <summary>The orders of the registers: order[r] is the rank, from 0 on, of the value in register r.</summary>
    public IReadOnlyList<int[]> Orders { get; }

    /// <summary>All instructions; comparisons with their operands both ways round.</summary>
    public IReadOnlyList<(string Name, int Target, int Source)> Instructions { get; }

    public int[] Starts { get; }

    /// <summary>For each instruction what it makes of each live assignment; -1 where a value is lost.</summary>
    public int[][] Next { get; }

    /// <summary>The instructions that the checker can follow.</summary>
    public static IReadOnlyList<string> Known(bool isMinMax) =>
        isMinMax ? ["mov", "min", "max"] : ["cmp", "mov", "cmovl", "cmovg", "cmovle", "cmovge", "cmove", "cmovne"];

    /// <summary>The number of an assignment written as in the certificate: registers, undefined ones as '-', and the flags as one of ? &lt; = &gt;; -1 for none.</summary>
    public int Find(string text)
    {
        var words = text.Split(' ');
        var flags = words.Length == Registers + 1 ? "?<=>".IndexOf(words[^1], StringComparison.Ordinal) : -1;
        if (flags < 0 || words[^1].Length != 1)
        {
            return -1;
        }

        var assignment = (long)flags << FlagShift;
        for (var register = 0; register < Registers; register++)
        {
            var digit = words[register] == "-" ? 0 : int.TryParse(words[register], out var rank) && rank is > 0 and < 16 ? rank : 16;
            assignment |= digit < 16 ? (long)digit << (4 * register) : long.MaxValue;
        }

        return Number(assignment);
    }

    /// <summary>Whether the value registers hold the values in an order.</summary>
    public bool IsSorted(int number, int[] order) => IsSorted(_all[number], order);

    /// <summary>What assignments have in common that no comparison has told apart: flags, and which registers are equal.</summary>
    public string Look(int number) => $"{Flags(_all[number])}" + string.Concat(Enumerable.Range(0, Registers).Select(register =>
        Digit(_all[number], register) == 0 ? '-' : (char)('a' + Enumerable.Range(0, Registers).First(other => Digit(_all[number], other) == Digit(_all[number], register)))));

    /// <summary>The images of all assignments when value register r becomes order[r], spare registers are permuted, values are reversed, less and greater swapped; -1 for none.</summary>
    public int[] Image(int[] order, int[] spares, bool reverse, bool swap) => [.. _all.Select(assignment =>
    {
        var flags = Flags(assignment);
        var image = (long)(flags is 1 or 3 && swap != reverse ? 4 - flags : flags) << FlagShift;
        for (var register = 0; register < Registers; register++)
        {
            var digit = Digit(assignment, register);
            var place = register < order.Length ? order[register] : order.Length + spares[register - order.Length];
            image |= (reverse && digit > 0 ? _claim.Values + 1 - digit : digit) << (4 * place);
        }

        return Number(image);
    })];

    /// <summary>All symmetries; reversal only where nothing but the values has a rank, exchange of less and greater only where the instructions allow it.</summary>
    public IEnumerable<int[]> Images() =>
        from order in Orders
        from spares in Permutations([.. Enumerable.Range(0, _claim.Spares)])
        from reverse in _first == 1 ? Choices : [false]
        from swap in Choices
        let image = Image(order, spares, reverse, swap)
        where KeepsInstructions(image)
        select image;

    public static IEnumerable<int[]> Permutations(int[] items) => items.Length == 0 ? [[]]
        : items.SelectMany(item => Permutations([.. items.Where(other => other != item)]), (item, rest) => (int[])[item, .. rest]);

    // To rename first and then to do one instruction is to do another first and then to rename. Without cmovg, for one, the flags cannot be exchanged.
    private bool KeepsInstructions(int[] image) => !image.Contains(-1) && Next.All(next => Next.Any(other =>
    {
        for (var number = 0; number < image.Length; number++)
        {
            if (other[image[number]] != (next[number] < 0 ? -1 : image[next[number]]))
            {
                return false;
            }
        }

        return true;
    }));

    private int Number(long assignment) => _numbers.GetValueOrDefault(assignment, -1);

    private bool IsSorted(long assignment, int[] order)
    {
        for (var register = 0; register < order.Length; register++)
        {
            if (Digit(assignment, register) != order[register] + _first)
            {
                return false;
            }
        }

        return true;
    }

    // What the starts reach, as far as it reaches a sorted assignment.
    private List<long> FindLive(long[] starts, CancellationToken cancellation)
    {
        List<long> reached = [.. starts];
        var numbers = new Dictionary<long, int>();
        foreach (var start in starts)
        {
            numbers.Add(start, numbers.Count);
        }

        List<int[]> next = [];
        for (var i = 0; i < reached.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            next.Add([.. Instructions.Select(instruction => Step(reached[i], instruction)).Distinct().Select(successor =>
            {
                if (numbers.TryAdd(successor, reached.Count))
                {
                    reached.Add(successor);
                }

                return numbers[successor];
            })]);
        }

        bool[] live = [.. reached.Select(assignment => Orders.Any(order => IsSorted(assignment, order)))];
        for (var changes = true; changes;)
        {
            changes = false;
            for (var i = 0; i < live.Length; i++)
            {
                if (!live[i] && next[i].Any(successor => live[successor]))
                {
                    live[i] = changes = true;
                }
            }
        }

        return [.. reached.Where((_, i) => live[i])];
    }

    private long Start(int[] order)
    {
        var assignment = _first == 1 ? 0 : 2L << FlagShift;
        for (var register = 0; register < Registers; register++)
        {
            assignment |= (long)(register < order.Length ? order[register] + _first : _first - 1) << (4 * register);
        }

        return assignment;
    }

    private static long Digit(long assignment, int register) => (assignment >> (4 * register)) & 15;

    private static int Flags(long assignment) => (int)(assignment >> FlagShift) & 3;

    private static long Put(long assignment, int register, long digit) => (assignment & ~(15L << (4 * register))) | (digit << (4 * register));

    private static long Step(long assignment, (string Name, int Target, int Source) instruction)
    {
        var (name, target, source) = instruction;
        var (a, b) = (Digit(assignment, target), Digit(assignment, source));
        if (name == "mov")
        {
            return Put(assignment, target, b);
        }

        if (name == "cmp")
        {
            long flags = a == 0 || b == 0 ? 0 : a < b ? 1 : a == b ? 2 : 3;
            return (assignment & ((1L << FlagShift) - 1)) | (flags << FlagShift);
        }

        var held = Flags(assignment);
        if (held == 0)
        {
            return Put(assignment, target, a == b ? a : 0);
        }

        var isTaken = name switch
        {
            "cmovl" => held == 1,
            "cmovg" => held == 3,
            "cmovle" => held != 3,
            "cmovge" => held != 1,
            "cmove" => held == 2,
            "cmovne" => held != 2,
            _ => throw new ArgumentException($"There is no instruction '{name}'."),
        };
        return isTaken ? Put(assignment, target, b) : assignment;
    }
}
