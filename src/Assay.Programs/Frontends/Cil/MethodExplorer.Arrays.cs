using Assay.Programs.Execution;
using Assay.Programs.Terms;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Assay.Programs.Frontends.Cil;

/// <summary>Arrays: their making, their length and their elements, with every access checked.</summary>
internal sealed partial class MethodExplorer
{
    private Term NewArray(Instruction instruction, Term condition, CilState state)
    {
        var length = state.PopTerm();
        var element = ClrTypes.Of((TypeReference)instruction.Operand, _scope);
        if (!length.IsConstant)
        {
            throw new UnsupportedException("An array whose length depends on the input is not supported.");
        }

        var count = length.Value.Signed;
        if (count < 0)
        {
            Throw(condition, "OverflowException", Where(instruction));
            return Terms.False;
        }

        state.Push(_program.NewArray(state, element, count));
        return condition;
    }

    private Term Length(Instruction instruction, Term condition, CilState state)
    {
        if (state.Pop() is not ArrayReference array)
        {
            Throw(condition, "NullReferenceException", Where(instruction));
            return Terms.False;
        }

        state.Push(Terms.Constant(array.Length, 64));
        return Guard(condition, Terms.Bool(array.Cell == -1), "NullReferenceException", instruction);
    }

    private Term ElementPointer(Instruction instruction, Term condition, CilState state, Term index, out Pointer pointer)
    {
        var popped = state.Pop();
        if (popped is not ArrayReference { Cell: not -1 } array)
        {
            Throw(condition, "NullReferenceException", Where(instruction));
            pointer = new Pointer(-1, []);
            return Terms.False;
        }

        pointer = new Pointer(array.Cell, [new PointerStep(0, index)]);
        var inside = Terms.ULt(index, Terms.Constant(array.Length, index.Width));
        return Guard(condition, Terms.Not(inside), "IndexOutOfRangeException", instruction);
    }
}
