using System.Collections.Immutable;
using Assay.Programs.Execution;
using Assay.Programs.Terms;

namespace Assay.Programs.Frontends.Cil;

/// <summary>Reads and writes cells through pointers.</summary>
internal sealed class CilMemory(TermFactory terms)
{
    private readonly List<CilValue> _statics = [];

    /// <summary>Keeps a static value or the elements of a static table; the cell's number is below -1, and nobody may write it again.</summary>
    public int AddStatic(CilValue value)
    {
        _statics.Add(value);
        return -1 - _statics.Count;
    }

    public CilValue Cell(CilState state, int cell) => cell >= 0
        ? state.Cells[cell] ?? throw new UnsupportedException("The program uses a variable before it has a value.")
        : cell < -1 ? _statics[-cell - 2]
        : throw new UnsupportedException("The program follows a null reference.");

    public CilValue Read(CilState state, Pointer pointer)
    {
        var value = Cell(state, pointer.Cell);
        foreach (var step in pointer.Path)
        {
            value = Part(value, step);
        }

        return value;
    }

    public void Write(CilState state, Pointer pointer, CilValue value)
    {
        if (pointer.Cell < 0)
        {
            throw new UnsupportedException("The program writes to a static table; only its initialiser may.");
        }

        state.Cells[pointer.Cell] = pointer.Path.IsEmpty
            ? value
            : Replaced(Cell(state, pointer.Cell), pointer.Path.AsSpan(), value);
    }

    public CilValue Part(CilValue whole, PointerStep step) => (whole, step.Index) switch
    {
        (StructValue s, null) => s.Fields[step.Field],
        (Elements e, { } index) => Select(e, index),
        (Mixture m, _) => throw new UnsupportedException($"The program uses {m.Reason}; that is not supported."),
        _ => throw new UnsupportedException("The program looks at memory as another type; that is not supported."),
    };

    /// <summary>The element at an index that the caller has found to be in range.</summary>
    public CilValue Select(Elements elements, Term index)
    {
        if (index.IsConstant || elements.Items.IsEmpty)
        {
            return index.IsConstant && index.Payload < (uint)elements.Items.Length
                ? elements.Items[(int)index.Payload]
                : CilValues.Zero(terms, elements.Type);
        }

        var depth = Bits(elements.Items.Length);
        return Between(elements, 0, 1 << depth, terms.Extract(index, 0, Math.Max(1, depth)));
    }

    private CilValue Replaced(CilValue whole, ReadOnlySpan<PointerStep> path, CilValue value)
    {
        if (path.IsEmpty)
        {
            return value;
        }

        var step = path[0];
        if (whole is StructValue s && step.Index is null)
        {
            return s with { Fields = s.Fields.SetItem(step.Field, Replaced(s.Fields[step.Field], path[1..], value)) };
        }

        if (whole is not Elements e || step.Index is not { } index)
        {
            throw new UnsupportedException("The program looks at memory as another type; that is not supported.");
        }

        if (index.IsConstant)
        {
            var i = (int)index.Payload;
            return index.Payload < (uint)e.Items.Length
                ? e with { Items = e.Items.SetItem(i, Replaced(e.Items[i], path[1..], value)) }
                : e;
        }

        var items = ImmutableArray.CreateBuilder<CilValue>(e.Items.Length);
        for (var i = 0; i < e.Items.Length; i++)
        {
            var here = terms.Equal(index, terms.Constant(i, index.Width));
            items.Add(CilValues.Merge(terms, here, Replaced(e.Items[i], path[1..], value), e.Items[i]));
        }

        return e with { Items = items.ToImmutable() };
    }

    // A balanced tree over the bits of the index: as deep as the index is wide, so that big tables stay cheap.
    private CilValue Between(Elements elements, int low, int count, Term bits)
    {
        if (count == 1 || low >= elements.Items.Length - 1)
        {
            return elements.Items[Math.Min(low, elements.Items.Length - 1)];
        }

        var half = count / 2;
        var bit = Bits(half * 2) - 1;
        var isHigh = terms.Equal(terms.Extract(bits, bit, 1), terms.Constant(1, 1));
        return CilValues.Merge(
            terms,
            isHigh,
            Between(elements, low + half, half, bits),
            Between(elements, low, half, bits));
    }

    private static int Bits(int count) => count <= 1 ? 0 : 32 - int.LeadingZeroCount(count - 1);
}
