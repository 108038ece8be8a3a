namespace Assay.Programs.Certificates;

/// <summary>
/// A proof in the DRAT format (Wetzler, Heule, Hunt, 2014): clauses that are added, each implied or at least not changing
/// whether the formula can be satisfied, and clauses that are deleted. It ends with the empty clause.
/// </summary>
internal sealed class DratProof
{
    private readonly List<int> _literals = [];
    private readonly List<(int End, int Line, bool IsDeletion)> _steps = [];

    public int Count => _steps.Count;

    /// <summary>Adds a step.</summary>
    /// <param name="isDeletion">Whether the clause goes.</param>
    /// <param name="clause">Its literals as DIMACS writes them; of an added clause the first is the pivot.</param>
    /// <param name="line">The line it was read from; by default its number.</param>
    public void Add(bool isDeletion, ReadOnlySpan<int> clause, int line = 0)
    {
        _literals.AddRange(clause);
        _steps.Add((_literals.Count, line > 0 ? line : _steps.Count + 1, isDeletion));
    }

    public bool IsDeletion(int step) => _steps[step].IsDeletion;

    public int Line(int step) => _steps[step].Line;

    public ReadOnlySpan<int> Clause(int step) =>
        System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_literals)[(step == 0 ? 0 : _steps[step - 1].End).._steps[step].End];
}
