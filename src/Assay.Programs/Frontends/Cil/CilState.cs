using Assay.Programs.Execution;
using Assay.Programs.Terms;

namespace Assay.Programs.Frontends.Cil;

/// <summary>What a CIL program can change: cells (arguments, locals, arrays) and the evaluation stack of the running method.</summary>
internal sealed class CilState
{
    public List<CilValue?> Cells { get; private init; } = [];

    /// <summary>The declared type of each cell; null for arrays.</summary>
    public List<ClrType?> Types { get; private init; } = [];

    public List<CilValue> Stack { get; private init; } = [];

    public CilState Clone() => new() { Cells = [.. Cells], Types = [.. Types], Stack = [.. Stack] };

    /// <summary>The same cells with another stack, for a call.</summary>
    public CilState WithStack() => new() { Cells = Cells, Types = Types, Stack = [] };

    public int Allocate(CilValue? value, ClrType? type = null)
    {
        Cells.Add(value);
        Types.Add(type);
        return Cells.Count - 1;
    }

    public void Push(CilValue value) => Stack.Add(value);

    public void Push(Term term) => Stack.Add(new Scalar(term));

    public CilValue Pop()
    {
        var value = Stack[^1];
        Stack.RemoveAt(Stack.Count - 1);
        return value is Mixture mixture
            ? throw new UnsupportedException($"The program uses {mixture.Reason}; that is not supported.")
            : value;
    }

    public Term PopTerm() => Pop() is Scalar scalar
        ? scalar.Term
        : throw new UnsupportedException("The program computes with something that is no number.");

    /// <summary>Takes over the cells that a call left, without the callee's own variables.</summary>
    public void Replace(CilState after, int callerCells)
    {
        if (!ReferenceEquals(after.Cells, Cells))
        {
            Cells.Clear();
            Cells.AddRange(after.Cells);
            Types.Clear();
            Types.AddRange(after.Types);
        }

        Truncate(callerCells);
    }

    /// <summary>Drops the cells from a number on, as far as no array stands behind them.</summary>
    public void Truncate(int count)
    {
        while (Cells.Count > count && Cells[^1] is not Elements)
        {
            Cells.RemoveAt(Cells.Count - 1);
            Types.RemoveAt(Types.Count - 1);
        }
    }

    public static CilState Merge(TermFactory terms, Term choice, CilState a, CilState b)
    {
        var merged = new CilState();
        var count = Math.Max(a.Cells.Count, b.Cells.Count);
        for (var i = 0; i < count; i++)
        {
            var (x, y) = (i < a.Cells.Count ? a.Cells[i] : null, i < b.Cells.Count ? b.Cells[i] : null);
            merged.Allocate(
                x is null || y is null ? x ?? y : CilValues.Merge(terms, choice, x, y),
                i < a.Types.Count ? a.Types[i] : b.Types[i]);
        }

        merged.Stack.AddRange(a.Stack.Zip(b.Stack, (x, y) => CilValues.Merge(terms, choice, x, y)));
        return merged;
    }
}
