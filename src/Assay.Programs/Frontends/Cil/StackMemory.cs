using System.Collections.Immutable;
using Assay.Programs.Execution;
using Assay.Programs.Terms;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Assay.Programs.Frontends.Cil;

/// <summary>The content of a <c>stackalloc</c> until a span takes it over: constant bytes and, above them, what was stored.</summary>
internal sealed record StackBytes(byte[] Bytes, ImmutableDictionary<int, (int Size, CilValue Value)> Stored) : CilValue;

/// <summary>A pointer into a <c>stackalloc</c>.</summary>
internal sealed record StackPointer(int Cell, int Offset) : CilValue;

/// <summary>
/// What compilers do with stack memory before it becomes a span: fill it from data, or store elements one by one. Every other use is refused.
/// </summary>
internal static class StackMemory
{
    private const int MostBytes = 1 << 16;

    public static StackPointer Allocate(CilState state, Term size)
    {
        if (!size.IsConstant || size.Payload > MostBytes)
        {
            throw new UnsupportedException("A stackalloc whose size depends on the input, or is above 64 KiB, is not supported.");
        }

        var cell = state.Allocate(new StackBytes(new byte[(int)size.Payload], ImmutableDictionary<int, (int, CilValue)>.Empty));
        return new StackPointer(cell, 0);
    }

    public static StackPointer Add(StackPointer pointer, CilValue distance) => distance is Scalar { Term: { IsConstant: true } term }
        ? pointer with { Offset = pointer.Offset + (int)term.Value.Signed }
        : throw Refused();

    public static void Store(CilState state, StackPointer pointer, Instruction instruction, GenericScope scope, CilValue value)
    {
        var size = SizeOf(instruction, scope);
        var memory = Content(state, pointer);
        var overlaps = memory.Stored.Any(stored => stored.Key < pointer.Offset + size && pointer.Offset < stored.Key + stored.Value.Size
            && (stored.Key != pointer.Offset || stored.Value.Size != size));
        state.Cells[pointer.Cell] = overlaps || pointer.Offset < 0 || pointer.Offset + size > memory.Bytes.Length
            ? throw Refused()
            : memory with { Stored = memory.Stored.SetItem(pointer.Offset, (size, value)) };
    }

    public static void Copy(CilMemory statics, CilState state, CilValue target, CilValue source, Term size)
    {
        if (target is StackPointer { Offset: 0 } start && source is Pointer { Cell: < -1, Path: [{ Index: { IsConstant: true } first }] } items
            && statics.Cell(state, items.Cell) is Elements { Type.IsScalar: true } elements && size.IsConstant && first.Is(0))
        {
            CopyElements(state, start, elements, (int)size.Payload);
            return;
        }

        if (target is not StackPointer { Offset: 0 } pointer || source is not Opaque { Payload: byte[] data } || !size.IsConstant
            || Content(state, pointer) is not { Stored.IsEmpty: true } memory
            || size.Payload > (uint)Math.Min(data.Length, memory.Bytes.Length))
        {
            throw Refused();
        }

        byte[] bytes = [.. data[..(int)size.Payload], .. memory.Bytes[(int)size.Payload..]];
        state.Cells[pointer.Cell] = memory with { Bytes = bytes };
    }

    private static void CopyElements(CilState state, StackPointer target, Elements elements, int size)
    {
        var (memory, width) = (Content(state, target), elements.Type.Bits / 8);
        var count = size / width;
        state.Cells[target.Cell] = size % width != 0 || count > elements.Items.Length || size > memory.Bytes.Length || !memory.Stored.IsEmpty
            ? throw Refused()
            : memory with { Stored = memory.Stored.AddRange(elements.Items.Take(count).Select((item, i) => KeyValuePair.Create(i * width, (width, item)))) };
    }

    /// <summary>The memory as elements in a cell of their own; nobody may reach it through the pointer any more.</summary>
    public static SpanValue ToSpan(TermFactory terms, CilState state, StackPointer pointer, ClrType element, Term count)
    {
        var (memory, size) = (Content(state, pointer), element.Bits / 8);
        if (!element.IsScalar || pointer.Offset != 0 || !count.IsConstant || count.Payload * (uint)size > (uint)memory.Bytes.Length)
        {
            throw new UnsupportedException($"This stackalloc of {element.Name} is not supported.");
        }

        var elements = InitialElements.Read(terms, element, (int)count.Payload, memory.Bytes);
        foreach (var (offset, (width, value)) in memory.Stored)
        {
            if (width != size || offset % size != 0)
            {
                throw Refused();
            }

            elements = elements with { Items = elements.Items.SetItem(offset / size, CilValues.Normalise(terms, element, value)) };
        }

        state.Cells[pointer.Cell] = new Mixture("stack memory that a span has taken over");
        return new SpanValue(state.Allocate(elements), element, terms.Constant(0, 32), count);
    }

    private static StackBytes Content(CilState state, StackPointer pointer) => state.Cells[pointer.Cell] as StackBytes ?? throw Refused();

    private static int SizeOf(Instruction instruction, GenericScope scope) => instruction.OpCode.Code switch
    {
        Code.Stind_I1 => 1,
        Code.Stind_I2 => 2,
        Code.Stind_I4 or Code.Stind_R4 => 4,
        Code.Stind_I8 or Code.Stind_R8 or Code.Stind_I => 8,
        Code.Stobj when ClrTypes.Of((TypeReference)instruction.Operand, scope) is { IsScalar: true } type => type.Bits / 8,
        _ => throw Refused(),
    };

    private static UnsupportedException Refused() =>
        new("Stack memory can only be filled and made a span; other uses of its pointer are not supported.");
}
