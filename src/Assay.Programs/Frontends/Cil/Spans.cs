using Assay.Programs.Execution;
using Assay.Programs.Terms;

namespace Assay.Programs.Frontends.Cil;

/// <summary>Spans: part of an array, with every access checked.</summary>
internal static class Spans
{
    public static bool TryConstruct(CilCall call, string type)
    {
        if (type is not ("System.Span`1" or "System.ReadOnlySpan`1"))
        {
            return false;
        }

        var element = call.TypeArgument();
        call.Result = (call.Arguments[1], call.Arguments.Count) switch
        {
            (ArrayReference array, 2) => Whole(call.Terms, array),
            (ArrayReference array, 4) => Part(call, Whole(call.Terms, array), call.Term(2), call.Term(3)),
            (StackPointer pointer, 3) => StackMemory.ToSpan(call.Terms, call.State, pointer, element, call.Term(2)),
            (Opaque { What: "data", Payload: byte[] data }, 3) => Data(call, element, data),
            (Pointer { Path: [{ Index: { } index }] } item, 2) => new SpanValue(item.Cell, element, index, call.Terms.Constant(1, 32)),
            _ => throw new UnsupportedException($"This way of making a span of {element.Name} is not supported."),
        };
        return true;
    }

    public static bool TryCall(CilCall call, string type, string name)
    {
        if (type == "<PrivateImplementationDetails>")
        {
            return InlineArray(call, name);
        }

        if (type is "System.MemoryExtensions")
        {
            return Extensions(call, name);
        }

        if (type is not ("System.Span`1" or "System.ReadOnlySpan`1"))
        {
            return false;
        }

        switch (name)
        {
            case ".ctor":
                var inner = new CilCallResult(call);
                inner.Construct(type);
                return true;
            case "op_Implicit":
                call.Result = call.Arguments[0] is ArrayReference array ? Whole(call.Terms, array) : call.Arguments[0];
                return true;
            case "get_Item":
                var span = Receiver(call);
                var index = call.Term(1);
                call.Guard(call.Terms.Not(call.Terms.ULt(index, span.Length)), "IndexOutOfRangeException");
                call.Result = new Pointer(span.Cell, [new PointerStep(0, call.Terms.Add(span.Offset, index))]);
                return true;
            case "get_Length":
                call.Return(Receiver(call).Length);
                return true;
            case "get_IsEmpty":
                call.Return(call.Terms.FromBool(call.Terms.Equal(Receiver(call).Length, call.Terms.Constant(0, 32)), 32));
                return true;
            case "Slice":
                var whole = Receiver(call);
                call.Result = Part(call, whole, call.Term(1), call.Arguments.Count > 2 ? call.Term(2) : call.Terms.Sub(whole.Length, call.Term(1)));
                return true;
            case "CopyTo":
                CopyTo(call, Receiver(call), (SpanValue)call.Arguments[1]);
                return true;
            case "Clear" or "Fill":
                Fill(call, Receiver(call), name == "Clear" ? CilValues.Zero(call.Terms, Receiver(call).Element) : CilValues.Normalise(call.Terms, Receiver(call).Element, call.Arguments[1]));
                return true;
            case "ToArray":
                var items = Items(call, Receiver(call));
                call.Result = new ArrayReference(call.State.Allocate(new Elements(Receiver(call).Element, [.. items])), Receiver(call).Element, items.Count);
                return true;
            default:
                return false;
        }
    }

    // The compiler's own access to the buffers of collection expressions; its indices are in range.
    private static bool InlineArray(CilCall call, string name)
    {
        if (!name.StartsWith("InlineArray", StringComparison.Ordinal) || call.Arguments[0] is not Pointer buffer)
        {
            return false;
        }

        call.Result = name switch
        {
            "InlineArrayFirstElementRef" or "InlineArrayFirstElementRefReadOnly" => Step(call.Terms.Constant(0, 32)),
            "InlineArrayElementRef" or "InlineArrayElementRefReadOnly" => Step(call.Term(1)),
            "InlineArrayAsSpan" or "InlineArrayAsReadOnlySpan" when buffer.Path.IsEmpty =>
                new SpanValue(buffer.Cell, call.TypeArgument(1), call.Terms.Constant(0, 32), call.Term(1)),
            _ => throw new UnsupportedException("This use of an inline array is not supported."),
        };
        return true;

        Pointer Step(Term index) => buffer with { Path = buffer.Path.Add(new PointerStep(0, index)) };
    }

    /// <summary>The copy that <c>array[range]</c> makes.</summary>
    public static void SubArray(CilCall call)
    {
        var terms = call.Terms;
        if (call.Arguments is not [ArrayReference array, StructValue { Fields: [StructValue first, StructValue last] }])
        {
            throw new UnsupportedException("This range of an array is not supported.");
        }

        var (start, end) = (Offset(first), Offset(last));
        var count = terms.Constant(array.Length, 32);
        call.Guard(terms.Bool(array.Cell == -1), "NullReferenceException");
        call.Guard(terms.Or(terms.ULt(count, end), terms.ULt(end, start)), "ArgumentOutOfRangeException");
        if (call.Condition.IsFalse)
        {
            return;
        }

        var items = Items(call, new SpanValue(array.Cell, array.Element, start, terms.Sub(end, start)));
        call.Result = new ArrayReference(call.State.Allocate(new Elements(array.Element, [.. items])), array.Element, items.Count);

        // An index from the end is stored as its complement.
        Term Offset(StructValue index)
        {
            var value = ((Scalar)index.Fields[0]).Term;
            return terms.Ite(terms.SLt(value, terms.Constant(0, 32)), terms.Add(value, terms.Constant(array.Length + 1, 32)), value);
        }
    }

    private static bool Extensions(CilCall call, string name)
    {
        switch (name)
        {
            case "AsSpan" when call.Arguments[0] is ArrayReference array:
                var whole = Whole(call.Terms, array);
                call.Result = call.Arguments.Count == 1 ? whole
                    : Part(call, whole, call.Term(1), call.Arguments.Count > 2 ? call.Term(2) : call.Terms.Sub(whole.Length, call.Term(1)));
                return true;
            case "CopyTo" when call.Arguments is [ArrayReference from, SpanValue to]:
                CopyTo(call, Whole(call.Terms, from), to);
                return true;
            case "SequenceEqual" when call.Arguments is [SpanValue a, SpanValue b]:
                var (left, right) = (Items(call, a), Items(call, b));
                call.Return(call.Terms.FromBool(
                    left.Count != right.Count ? call.Terms.False
                    : call.Terms.All(left.Zip(right, (x, y) => Comparers.Same(call.Terms, x, y))), 32));
                return true;
            default:
                return false;
        }
    }

    private static SpanValue Receiver(CilCall call) => call.Arguments[0] switch
    {
        SpanValue span => span,
        Pointer pointer when call.Program.Memory.Read(call.State, pointer) is SpanValue span => span,
        _ => throw new UnsupportedException("This span cannot be followed."),
    };

    private static SpanValue Whole(TermFactory terms, ArrayReference array) =>
        new(array.Cell, array.Element, terms.Constant(0, 32), terms.Constant(array.Length, 32));

    private static SpanValue Part(CilCall call, SpanValue whole, Term start, Term length)
    {
        var terms = call.Terms;
        var outside = terms.Or(
            terms.ULt(whole.Length, start),
            terms.ULt(terms.Sub(whole.Length, start), length));
        call.Guard(outside, "ArgumentOutOfRangeException");
        return whole with { Offset = terms.Add(whole.Offset, start), Length = length };
    }

    private static SpanValue Data(CilCall call, ClrType element, byte[] data)
    {
        var count = (int)call.Term(2).Payload;
        var cell = call.Program.Memory.AddStatic(InitialElements.Read(call.Terms, element, count, data));
        return new SpanValue(cell, element, call.Terms.Constant(0, 32), call.Term(2));
    }

    private static List<CilValue> Items(CilCall call, SpanValue span)
    {
        if (!span.Length.IsConstant)
        {
            throw new UnsupportedException("This operation on a span whose length depends on the input is not supported.");
        }

        return [.. Enumerable.Range(0, (int)span.Length.Payload).Select(i => call.Program.Memory.Read(
            call.State, new Pointer(span.Cell, [new PointerStep(0, call.Terms.Add(span.Offset, call.Terms.Constant(i, 32)))])))];
    }

    // All is read before anything is written, so spans may overlap.
    private static void CopyTo(CilCall call, SpanValue from, SpanValue to)
    {
        call.Guard(call.Terms.ULt(to.Length, from.Length), "ArgumentException");
        var items = call.Condition.IsFalse ? [] : Items(call, from);
        for (var i = 0; i < items.Count; i++)
        {
            Write(call, to, i, items[i]);
        }
    }

    private static void Write(CilCall call, SpanValue span, int index, CilValue value) => call.Program.Memory.Write(
        call.State, new Pointer(span.Cell, [new PointerStep(0, call.Terms.Add(span.Offset, call.Terms.Constant(index, 32)))]), value);

    private static void Fill(CilCall call, SpanValue span, CilValue value)
    {
        for (var i = 0; i < Items(call, span).Count; i++)
        {
            Write(call, span, i, value);
        }
    }

    // A constructor called on a variable's address writes its result there.
    private readonly struct CilCallResult(CilCall call)
    {
        public void Construct(string type)
        {
            TryConstruct(call, type);
            call.Program.Memory.Write(call.State, (Pointer)call.Arguments[0], call.Result!);
            call.Result = null;
        }
    }
}
