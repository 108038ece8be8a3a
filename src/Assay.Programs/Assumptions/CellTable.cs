using Assay.Programs.Deciders;
using Assay.Programs.Evaluation;
using Assay.Programs.Terms;

namespace Assay.Programs.Assumptions;

/// <summary>
/// Inputs that were tried, in cells: all inputs of a cell make the same atoms true. A formula over the atoms says the same
/// of a whole cell, so where a cell holds good inputs and bad ones no formula is exact.
/// </summary>
internal sealed class CellTable
{
    private readonly Goal _goal;
    private readonly Term _holds;
    private readonly IReadOnlyList<Atom> _atoms;
    private readonly BlockEvaluator? _block;
    private readonly TermEvaluator? _single;
    private readonly Dictionary<TruthVector, int> _cells = [];
    private readonly List<Cell> _list = [];
    private readonly InputOrder _order;

    public CellTable(Goal goal, Term holds, IReadOnlyList<Atom> atoms)
    {
        (_goal, _holds, _atoms, _order) = (goal, holds, atoms, new InputOrder(goal.Variables));
        List<Term> roots = [goal.Assumed, holds, .. atoms.Select(atom => atom.Term)];
        _block = BlockEvaluator.TryCreate(goal.Inputs, roots);
        _single = _block is null ? new TermEvaluator([.. roots, .. goal.Inputs]) : null;
    }

    /// <summary>Whether many inputs are cheap.</summary>
    public bool IsFast => _block is not null;

    public IReadOnlyList<Cell> Cells => _list;

    public bool HasGood => _list.Any(cell => cell.Good > 0);

    public bool HasBad => _list.Any(cell => cell.Bad > 0);

    /// <summary>A cell with good and bad inputs, or null.</summary>
    public Cell? Mixed => _list.FirstOrDefault(cell => cell.Good > 0 && cell.Bad > 0);

    /// <summary>Tries inputs; those outside the claim's assumptions do not count.</summary>
    public void Add(IReadOnlyList<Value[]> inputs, CancellationToken cancellation)
    {
        var most = _block?.Lanes ?? 1;
        for (var start = 0; start < inputs.Count; start += most)
        {
            cancellation.ThrowIfCancellationRequested();
            var count = Math.Min(most, inputs.Count - start);
            var read = Run(inputs, start, count);
            var signatures = Signatures(read, count);
            for (var i = 0; i < count; i++)
            {
                if (read(_goal.Assumed, i))
                {
                    Count(inputs[start + i], signatures[i], read(_holds, i));
                }
            }
        }
    }

    /// <summary>The atoms with where they are true on the cells.</summary>
    public IReadOnlyList<FormulaAtom> FormulaAtoms() =>
        [.. _atoms.Select((atom, i) => new FormulaAtom(atom.Text, TruthVector.Of(_list.Count, cell => _list[cell].Atoms[i]), atom.Cost))];

    /// <summary>The cells that a predicate picks.</summary>
    public TruthVector Where(Func<Cell, bool> predicate) => TruthVector.Of(_list.Count, i => predicate(_list[i]));

    // Which atoms each input makes true.
    private TruthVector[] Signatures(Func<Term, int, bool> read, int count)
    {
        if (_block is null)
        {
            return [.. Enumerable.Range(0, count).Select(i => TruthVector.Of(_atoms.Count, atom => read(_atoms[atom].Term, i)))];
        }

        var words = new ulong[count][];
        for (var i = 0; i < count; i++)
        {
            words[i] = new ulong[(_atoms.Count + 63) / 64];
        }

        for (var atom = 0; atom < _atoms.Count; atom++)
        {
            var lanes = _block.LanesOf(_atoms[atom].Term);
            for (var i = 0; i < count; i++)
            {
                words[i][atom / 64] |= lanes[i] << (atom % 64);
            }
        }

        return Array.ConvertAll(words, row => TruthVector.Of(_atoms.Count, row));
    }

    private void Count(Value[] input, TruthVector signature, bool isGood)
    {
        if (!_cells.TryGetValue(signature, out var index))
        {
            _cells[signature] = index = _list.Count;
            _list.Add(new Cell(signature));
        }

        var cell = _list[index];
        if (isGood)
        {
            cell.Good++;
            cell.GoodInput = cell.GoodInput is { } known && _order.Compare(known, input) <= 0 ? known : input;
        }
        else
        {
            cell.Bad++;
            cell.BadInput = cell.BadInput is { } known && _order.Compare(known, input) <= 0 ? known : input;
        }
    }

    private Func<Term, int, bool> Run(IReadOnlyList<Value[]> inputs, int start, int count)
    {
        if (_block is null)
        {
            var input = _goal.Assign(inputs[start]);
            _single!.Run(term => input[term]);
            return (term, _) => _single[term].IsTrue;
        }

        for (var v = 0; v < _goal.Inputs.Count; v++)
        {
            var lanes = _block[_goal.Inputs[v]];
            for (var i = 0; i < count; i++)
            {
                lanes[i] = (ulong)inputs[start + i][v].Bits;
            }
        }

        _block.Run();
        return (term, i) => _block.LanesOf(term)[i] != 0;
    }

    /// <summary>The inputs that make the same atoms true.</summary>
    /// <param name="atoms">Which atoms these are.</param>
    internal sealed class Cell(TruthVector atoms)
    {
        public TruthVector Atoms => atoms;

        public long Good { get; set; }

        public long Bad { get; set; }

        /// <summary>The smallest input on which the statement is true, or null.</summary>
        public Value[]? GoodInput { get; set; }

        /// <summary>The smallest input on which it is false, or null.</summary>
        public Value[]? BadInput { get; set; }
    }
}
