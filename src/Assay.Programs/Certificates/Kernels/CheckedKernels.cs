namespace Assay.Programs.Certificates.Kernels;

/// <summary>Kernels that compare and copy, for the checker: a state is a set of assignments, one for each input.</summary>
internal sealed class CheckedKernels : ICheckedProblem
{
    private readonly CheckedMachine _machine;
    private readonly CheckedBounds _bounds;
    private readonly int[] _members;

    /// <param name="claim">What is to be proved.</param>
    /// <param name="members">The assignments that the certificate numbers, as text.</param>
    /// <param name="cancellation">Ends the preparation.</param>
    public CheckedKernels(KernelCertificate claim, IReadOnlyList<string> members, CancellationToken cancellation)
    {
        _machine = new CheckedMachine(claim, cancellation);
        _bounds = new CheckedBounds(_machine, claim.Spares, cancellation);
        Images = [.. _machine.Images()];
        _members = [.. members.Select((text, line) => _machine.Find(text) is >= 0 and var number ? number
            : throw new CertificateException(KernelCertificate.Members, line + 1, $"'{text}' cannot occur on the way to a sorted end"))];
    }

    public int[] Start => _machine.Starts;

    public IReadOnlyList<int[]> Images { get; }

    public int Instructions => _machine.Instructions.Count;

    public int[] Read(ushort[] state, string file) => state.Length > Start.Length
        ? throw new CertificateException(file, 0, $"a state has {state.Length} members, and there are only {Start.Length} inputs")
        : Array.ConvertAll(state, member => member < _members.Length ? _members[member]
            : throw new CertificateException(file, 0, $"there is no line {member + 1} in {KernelCertificate.Members}"));

    public string Name(int instruction) =>
        _machine.Instructions[instruction] is var (name, target, source) ? $"{name} r{target + 1} r{source + 1}" : string.Empty;

    public bool IsReached(ReadOnlySpan<int> members) => _bounds.IsSorted(members);

    public ICheckedSteps CreateSteps() => new Steps(this);

    private sealed class Steps(CheckedKernels problem) : ICheckedSteps
    {
        private readonly int[] _counts = new int[problem._bounds.Looks];
        private readonly int[] _seen = new int[problem._machine.Count];
        private readonly int[] _successor = new int[problem._machine.Starts.Length];
        private int _round;

        public bool MayDo(ReadOnlySpan<int> members, int instructions) => problem._bounds.MayDo(members, instructions, _counts);

        // Nothing where a value is lost. Members that became equal count once.
        public ReadOnlySpan<int> After(ReadOnlySpan<int> members, int instruction)
        {
            _round++;
            var nexts = problem._machine.Next[instruction];
            var count = 0;
            foreach (var member in members)
            {
                var next = nexts[member];
                if (next < 0)
                {
                    return [];
                }

                if (_seen[next] != _round)
                {
                    _seen[next] = _round;
                    _successor[count++] = next;
                }
            }

            return _successor.AsSpan(0, count);
        }
    }
}
