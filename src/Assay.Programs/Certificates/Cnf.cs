namespace Assay.Programs.Certificates;

/// <summary>
/// A formula in conjunctive normal form, numbered as DIMACS has it: variables from 1 on, literals below zero when negated.
/// </summary>
internal sealed class Cnf
{
    private readonly List<int> _literals = [];
    private readonly List<int> _ends = [];

    public int Count => _ends.Count;

    /// <summary>The greatest variable.</summary>
    public int Variables { get; private set; }

    public ReadOnlySpan<int> this[int clause] =>
        System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_literals)[(clause == 0 ? 0 : _ends[clause - 1]).._ends[clause]];

    public void Add(ReadOnlySpan<int> clause)
    {
        foreach (var literal in clause)
        {
            _literals.Add(literal);
            Variables = Math.Max(Variables, Math.Abs(literal));
        }

        _ends.Add(_literals.Count);
    }

    /// <summary>Counts a variable that may stand in no clause.</summary>
    public void Declare(int variable) => Variables = Math.Max(Variables, variable);
}
