using System.Numerics;

namespace Assay.Programs.Certificates.Kernels;

/// <summary>
/// Checks kernels that compare and copy: a state is the set of assignments that the inputs reach, by their numbers, lowest first.
/// Written without a look at the search; docs/kernel-search.md proves the bounds.
/// </summary>
/// <remarks>
/// An assignment is a text: for each register the rank of its value, or '-', undefined; then the flags: '&lt;', '=', '&gt;' or '?'.
/// </remarks>
internal sealed class CheckedKernels : LayersChecker
{
    private const ushort Lost = ushort.MaxValue;

    private static readonly Dictionary<string, string> Taken =
        new() { ["cmovl"] = "<", ["cmovg"] = ">", ["cmovle"] = "<=", ["cmovge"] = ">=", ["cmove"] = "=", ["cmovne"] = "<>" };

    private readonly string _sorted;
    private readonly string[] _assignments;
    private readonly Dictionary<string, ushort> _numbers;
    private readonly ushort[] _members; // by their number in the certificate
    private readonly ushort[][] _next; // by instruction and assignment
    private readonly int[] _looks; // the first assignment that looks the same
    private readonly ushort[][] _orders; // by order of the registers and assignment: the image when they are renamed by it
    private readonly ulong[][] _words; // by image and assignment
    private readonly byte[][] _moves; // by pairs of assignments

    /// <param name="claim">What is to be proved.</param>
    /// <param name="members">The assignments that the certificate numbers, their parts separated by spaces.</param>
    /// <param name="cancellation">Ends the preparation.</param>
    public CheckedKernels(KernelCertificate claim, IReadOnlyList<string> members, CancellationToken cancellation)
    {
        int[] registers = [.. Enumerable.Range(0, claim.Values + claim.Spares)];
        (string Name, int Target, int Source)[] instructions =
            [.. from name in claim.Instructions from target in registers from source in registers where target != source select (name, target, source)];
        Instructions = [.. instructions.Select(instruction => $"{instruction.Name} r{instruction.Target + 1} r{instruction.Source + 1}")];

        // What the orders of the values reach, as long as each value is somewhere: one that is lost never comes back. Those that look alike are side by side.
        var (first, spare, flags) = claim.SpareStart == "least" ? ('2', '1', '=') : ('1', '-', '?');
        _sorted = string.Concat(registers[..claim.Values].Select(rank => (char)(first + rank)));
        string[] starts = [.. Permutations([.. _sorted]).Select(order => string.Concat(order) + new string(spare, claim.Spares) + flags)];
        var reached = starts.ToHashSet();
        for (var wave = starts; wave.Length > 0; cancellation.ThrowIfCancellationRequested())
        {
            wave = [.. wave.SelectMany(_ => instructions, Step).Where(assignment => _sorted.All(assignment.Contains)).Where(reached.Add)];
        }

        _assignments = [.. reached.OrderBy(Look, StringComparer.Ordinal)];
        string[] looks = [.. _assignments.Select(Look)];
        _looks = [.. looks.Select(look => Array.IndexOf(looks, look))];
        _numbers = _assignments.Index().ToDictionary(assignment => assignment.Item, assignment => checked((ushort)assignment.Index));
        Start = [.. starts.Select(NumberOf).Order()];
        _next = [.. instructions.Select(instruction => _assignments.Select(assignment => NumberOf(Step(assignment, instruction))).ToArray())];
        _members = [.. members.Select((text, line) => NumberOf(text.Replace(" ", "")) is not Lost and var number ? number
            : throw new CertificateException(KernelCertificate.Members, line + 1, $"'{KernelCertificate.Cut(text)}' cannot occur on the way to a sorted end"))];

        _orders = [.. Permutations(registers[..claim.Values]).Select(order => Image([.. order, .. registers[claim.Values..]], reverses: false, swaps: false))];
        Images = [.. from order in Permutations(registers[..claim.Values])
                     from spares in Permutations(registers[claim.Values..])
                     from choice in Enumerable.Range(0, 4)
                     let image = Image([.. order, .. spares], reverses: choice % 2 == 1, swaps: choice > 1)
                     where KeepsInstructions(image)
                     select image];
        var random = new Random(1);
        ulong[] words = [.. _assignments.Select(_ => (ulong)random.NextInt64())];
        _words = [.. Images.Select(image => image.Select(number => words[number]).ToArray())];
        _moves = Moves([.. instructions.Select(instruction => instruction.Name == "cmp" ? 0 : 1)], cancellation);
    }

    public override ushort[] Start { get; }

    public override IReadOnlyList<string> Instructions { get; }

    /// <summary>The renamings under which states count as one: for each the images of all assignments. An order that all members share stays shared.</summary>
    public IReadOnlyList<ushort[]> Images { get; }

    /// <summary>The instructions that are known.</summary>
    public static IEnumerable<string> Known => [.. Taken.Keys, "cmp", "mov"];

    // Members that became equal count once.
    public override ushort[] Follow(ushort[] state, int instruction)
    {
        var next = Array.ConvertAll(state, member => _next[instruction][member]);
        if (next.Contains(Lost))
        {
            return [];
        }

        Array.Sort(next);
        return [.. next.Where((member, i) => i == 0 || member != next[i - 1])];
    }

    public override bool IsEnd(ushort[] state) => Array.Exists(_orders, order => MaySort(state, order, moves: 0));

    // Of states whose members are not in order the bound is too small, no more.
    public override bool MayEnd(ushort[] state, int instructions)
    {
        var (largest, alike) = (1, 1);
        for (var i = 1; i < state.Length; i++)
        {
            alike = _looks[state[i]] == _looks[state[i - 1]] ? alike + 1 : 1;
            largest = Math.Max(largest, alike);
        }

        var comparisons = 32 - BitOperations.LeadingZeroCount((uint)largest - 1);
        return instructions >= comparisons && Array.Exists(_orders, order => MaySort(state, order, instructions - comparisons));
    }

    protected override ushort[] Read(ushort[] state, string file) => state.Length > Start.Length
        ? throw new CertificateException(file, 0, $"a state has {state.Length} members, and there are only {Start.Length} inputs")
        : Array.ConvertAll(state, member => member < _members.Length ? _members[member] : throw new CertificateException(file, 0, $"there is no line {member + 1} in {KernelCertificate.Members}"));

    protected override ushort[] Canonical(ushort[] state)
    {
        var (least, best) = (ulong.MaxValue, 0);
        for (var i = 0; i < _words.Length; i++)
        {
            var sum = 0UL;
            foreach (var member in state)
            {
                sum += _words[i][member];
            }

            (least, best) = sum < least ? (sum, i) : (least, best);
        }

        var canonical = Array.ConvertAll(state, member => Images[best][member]);
        Array.Sort(canonical);
        return canonical;
    }

    // After renaming the registers by an order, what was to be sorted into it is to be sorted into ascending order; every pair has to fit.
    private bool MaySort(ushort[] state, ushort[] order, int moves)
    {
        foreach (var a in state)
        {
            var row = _moves[order[a]];
            foreach (var b in state)
            {
                if (row[order[b]] > moves)
                {
                    return false;
                }
            }
        }

        return true;
    }

    // The least number of moves that sort two assignments at once into ascending order, comparisons being free. Each value
    // is at most a step more than that of every successor, so that along any program it is never too large.
    private byte[][] Moves(int[] costs, CancellationToken cancellation)
    {
        bool[] sorted = [.. _assignments.Select(assignment => assignment.StartsWith(_sorted, StringComparison.Ordinal))];
        byte[][] moves = [.. sorted.Select(a => sorted.Select(b => a && b ? (byte)0 : byte.MaxValue).ToArray())];
        for (var changes = true; changes;)
        {
            changes = false;
            Parallel.For(0, sorted.Length, new ParallelOptions { CancellationToken = cancellation }, a =>
            {
                for (var b = 0; b <= a; b++)
                {
                    int least = moves[a][b];
                    for (var i = 0; i < costs.Length; i++)
                    {
                        var (nextA, nextB) = (_next[i][a], _next[i][b]);
                        least = nextA == Lost || nextB == Lost ? least : Math.Min(least, moves[nextA][nextB] + costs[i]);
                    }

                    if (least < moves[a][b])
                    {
                        moves[a][b] = moves[b][a] = (byte)least;
                        changes = true;
                    }
                }
            });
        }

        return moves;
    }

    // Each register takes what another held; the order of values is reversed; less and greater are exchanged.
    private ushort[] Image(int[] sources, bool reverses, bool swaps) => Array.ConvertAll(_assignments, assignment => NumberOf(string.Concat(
        sources.Select(source => reverses && assignment[source] != '-' ? (char)(_sorted[0] + _sorted[^1] - assignment[source]) : assignment[source])
        .Append(reverses != swaps && assignment[^1] != '?' ? (char)('<' + '>' - assignment[^1]) : assignment[^1]))));

    // To rename first and then to do one instruction is to do another first and then to rename. Without cmovg, for one, the flags cannot be exchanged.
    private bool KeepsInstructions(ushort[] image) => !image.Contains(Lost) && Array.TrueForAll(_next, next => Array.Exists(_next, other =>
        image.Index().All(number => other[number.Item] == (next[number.Index] == Lost ? Lost : image[next[number.Index]]))));

    private ushort NumberOf(string assignment) => _numbers.GetValueOrDefault(assignment, Lost);

    // What assignments have in common that no comparison has told apart: the flags, and which registers are equal.
    private static string Look(string assignment) => string.Concat(assignment[..^1].Select(rank => rank == '-' ? '-' : (char)('a' + assignment.IndexOf(rank)))) + assignment[^1];

    private static string Step(string assignment, (string Name, int Target, int Source) instruction)
    {
        var (name, target, source) = instruction;
        var (a, b, flags) = (assignment[target], assignment[source], assignment[^1]);
        return name switch
        {
            "mov" => Put(target, b),
            "cmp" => Put(assignment.Length - 1, a == '-' || b == '-' ? '?' : a < b ? '<' : a == b ? '=' : '>'),
            _ when flags == '?' => Put(target, a == b ? a : '-'),
            _ => Taken[name].Contains(flags) ? Put(target, b) : assignment,
        };

        string Put(int place, char content) => assignment[..place] + content + assignment[(place + 1)..];
    }

    private static IEnumerable<T[]> Permutations<T>(T[] items) => items.Length == 0 ? [[]]
        : items.SelectMany((item, place) => Permutations([.. items[..place], .. items[(place + 1)..]]), (item, rest) => (T[])[item, .. rest]);
}
