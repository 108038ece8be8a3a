namespace Assay.Programs.Deciders.Satisfiability;

/// <summary>
/// The steps of a solver as they happen, in the order of a DRAT proof: clauses added, each implied by unit propagation,
/// and clauses deleted. Literals are those of the circuit.
/// </summary>
internal sealed class ProofLog
{
    private const int Most = 1 << 25;

    private readonly List<int> _numbers = [];

    /// <summary>Whether more was logged than is kept; the proof is lost then.</summary>
    public bool IsFull { get; private set; }

    public int Steps { get; private set; }

    public void Add(ReadOnlySpan<int> clause) => Log(clause.Length << 1, clause);

    public void Delete(ReadOnlySpan<int> clause) => Log((clause.Length << 1) | 1, clause);

    /// <summary>Calls back with each step.</summary>
    public void ForEach(Action<bool, ReadOnlySpan<int>> take)
    {
        var numbers = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_numbers);
        for (var at = 0; at < numbers.Length;)
        {
            var (length, isDeletion) = (numbers[at] >> 1, (numbers[at] & 1) == 1);
            take(isDeletion, numbers.Slice(at + 1, length));
            at += length + 1;
        }
    }

    private void Log(int header, ReadOnlySpan<int> clause)
    {
        if (_numbers.Count + clause.Length >= Most)
        {
            IsFull = true;
            return;
        }

        Steps++;
        _numbers.Add(header);
        System.Runtime.InteropServices.CollectionsMarshal.SetCount(_numbers, _numbers.Count + clause.Length);
        clause.CopyTo(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_numbers)[^clause.Length..]);
    }
}
