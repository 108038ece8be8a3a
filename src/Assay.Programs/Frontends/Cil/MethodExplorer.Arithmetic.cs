using Assay.Programs.Execution;
using Assay.Programs.Terms;
using Mono.Cecil.Cil;

namespace Assay.Programs.Frontends.Cil;

/// <summary>Arithmetic, comparisons and branches of CIL (ECMA-335, partition III).</summary>
internal sealed partial class MethodExplorer
{
    private Term BranchCondition(Code code, CilState state)
    {
        if (code is Code.Brtrue or Code.Brtrue_S or Code.Brfalse or Code.Brfalse_S)
        {
            var isZero = IsZero(state.Pop());
            return code is Code.Brtrue or Code.Brtrue_S ? Terms.Not(isZero) : isZero;
        }

        var (b, a) = (state.Pop(), state.Pop());
        return code switch
        {
            Code.Beq or Code.Beq_S => Equal(a, b),
            Code.Bne_Un or Code.Bne_Un_S => Terms.Not(Equal(a, b)),
            Code.Blt or Code.Blt_S => Less(a, b, unsigned: false),
            Code.Blt_Un or Code.Blt_Un_S => Less(a, b, unsigned: true),
            Code.Bgt or Code.Bgt_S => Less(b, a, unsigned: false),
            Code.Bgt_Un or Code.Bgt_Un_S => Less(b, a, unsigned: true),
            Code.Ble or Code.Ble_S => LessOrEqual(a, b, unsigned: false),
            Code.Ble_Un or Code.Ble_Un_S => LessOrEqual(a, b, unsigned: true),
            Code.Bge or Code.Bge_S => LessOrEqual(b, a, unsigned: false),
            Code.Bge_Un or Code.Bge_Un_S => LessOrEqual(b, a, unsigned: true),
            _ => throw new UnsupportedException($"The instruction {code} is not supported."),
        };
    }

    private Term IsZero(CilValue value) => value switch
    {
        Scalar { Term.Sort.Kind: SortKind.BitVector } s => Terms.Equal(s.Term, Terms.Constant(Bits128.Zero, s.Term.Width)),
        ArrayReference array => Terms.Bool(array.Cell == -1),
        Opaque opaque => Terms.Bool(opaque.What == "null"),
        Pointer or Boxed => Terms.False,
        _ => throw new UnsupportedException("The program branches on something that is no number."),
    };

    private Term Equal(CilValue a, CilValue b) => (a, b) switch
    {
        (Scalar x, Scalar y) when x.Term.Sort.Kind == SortKind.Float => Terms.FEqual(Wider(x.Term, y.Term), Wider(y.Term, x.Term)),
        (Scalar x, Scalar y) => Terms.Equal(Balanced(x.Term, y.Term), Balanced(y.Term, x.Term)),
        (ArrayReference { Length: 0, Cell: >= 0 } x, ArrayReference { Length: 0, Cell: >= 0 } y) when x.Cell != y.Cell => throw new UnsupportedException("The program compares empty arrays by reference, of which there may be one for all; that is not supported."),
        (ArrayReference x, ArrayReference y) => Terms.Bool(x.Cell == y.Cell),
        (ArrayReference or Opaque or Boxed, Opaque { What: "null" }) => IsZero(a),
        _ => throw new UnsupportedException("The program compares references; that is not supported."),
    };

    // On floats the .un forms are true when an argument is NaN: not (b <= a).
    private Term Less(CilValue left, CilValue right, bool unsigned)
    {
        var (a, b) = Numbers(left, right);
        return a.Sort.Kind == SortKind.Float
            ? unsigned ? Terms.Not(Terms.FLe(b, a)) : Terms.FLt(a, b)
            : unsigned ? Terms.ULt(a, b) : Terms.SLt(a, b);
    }

    private Term LessOrEqual(CilValue left, CilValue right, bool unsigned)
    {
        var (a, b) = Numbers(left, right);
        return a.Sort.Kind == SortKind.Float
            ? unsigned ? Terms.Not(Terms.FLt(b, a)) : Terms.FLe(a, b)
            : unsigned ? Terms.ULe(a, b) : Terms.SLe(a, b);
    }

    private (Term A, Term B) Numbers(CilValue left, CilValue right) => (left, right) switch
    {
        (Scalar a, Scalar b) when a.Term.Sort.Kind == SortKind.Float => (Wider(a.Term, b.Term), Wider(b.Term, a.Term)),
        (Scalar a, Scalar b) => (Balanced(a.Term, b.Term), Balanced(b.Term, a.Term)),

        // cgt.un against null is how compilers ask whether a reference is set.
        (ArrayReference or Opaque or Boxed, Opaque { What: "null" }) => (
            Terms.FromBool(Terms.Not(IsZero(left)), 32), Terms.Constant(0, 32)),
        _ => throw new UnsupportedException("The program compares something that is no number."),
    };

    // native int meets int32 on the stack.
    private Term Balanced(Term term, Term other) =>
        term.Width < other.Width && term.Sort.Kind == SortKind.BitVector ? Terms.SignExtend(term, other.Width) : term;

    private Term Wider(Term term, Term other) => term.Width < other.Width ? Terms.FConvert(term, other.Sort) : term;

    private Term Binary(Code code, Term condition, CilState state, Instruction instruction)
    {
        var (right, left) = (state.Pop(), state.Pop());
        if (left is Scalar { Term.Sort.Kind: SortKind.BitVector } && code is Code.Shl or Code.Shr or Code.Shr_Un)
        {
            state.Push(Shift(code, ((Scalar)left).Term, ((Scalar)right).Term));
            return condition;
        }

        if (left is StackPointer pointer && code == Code.Add)
        {
            state.Push(StackMemory.Add(pointer, right));
            return condition;
        }

        var (a, b) = Numbers(left, right);
        if (a.Sort.Kind == SortKind.Float)
        {
            state.Push(FloatBinary(code, a, b));
            return condition;
        }

        switch (code)
        {
            case Code.Div or Code.Rem:
                var isMinusOne = Terms.Equal(b, Terms.Constant(b.Sort.Mask, b.Width));
                var isLeast = Terms.Equal(a, Terms.Constant(Bits128.One << (a.Width - 1), a.Width));
                condition = Guard(condition, Terms.Equal(b, Terms.Constant(Bits128.Zero, b.Width)), "DivideByZeroException", instruction);
                condition = Guard(condition, Terms.And(isMinusOne, isLeast), "OverflowException", instruction);
                state.Push(code == Code.Div ? Terms.SDiv(a, b) : Terms.SRem(a, b));
                return condition;
            case Code.Div_Un or Code.Rem_Un:
                condition = Guard(condition, Terms.Equal(b, Terms.Constant(Bits128.Zero, b.Width)), "DivideByZeroException", instruction);
                state.Push(code == Code.Div_Un ? Terms.UDiv(a, b) : Terms.URem(a, b));
                return condition;
            case Code.Add_Ovf or Code.Add_Ovf_Un or Code.Sub_Ovf or Code.Sub_Ovf_Un or Code.Mul_Ovf or Code.Mul_Ovf_Un:
                condition = Guard(condition, Overflows(code, a, b), "OverflowException", instruction);
                break;
        }

        state.Push(code switch
        {
            Code.Add or Code.Add_Ovf or Code.Add_Ovf_Un => Terms.Add(a, b),
            Code.Sub or Code.Sub_Ovf or Code.Sub_Ovf_Un => Terms.Sub(a, b),
            Code.Mul or Code.Mul_Ovf or Code.Mul_Ovf_Un => Terms.Mul(a, b),
            Code.And => Terms.BvAnd(a, b),
            Code.Or => Terms.BvOr(a, b),
            Code.Xor => Terms.BvXor(a, b),
            _ => throw new UnsupportedException($"The instruction {code} is not supported."),
        });
        return condition;
    }

    // Processors and .NET take the count modulo the width.
    private Term Shift(Code code, Term a, Term count)
    {
        var wide = count.Width < a.Width ? Terms.ZeroExtend(count, a.Width) : Terms.Extract(count, 0, a.Width);
        var masked = Terms.BvAnd(wide, Terms.Constant(a.Width - 1, a.Width));
        return code == Code.Shl ? Terms.Shl(a, masked) : code == Code.Shr ? Terms.AShr(a, masked) : Terms.LShr(a, masked);
    }

    private Term FloatBinary(Code code, Term a, Term b) => code switch
    {
        Code.Add => Terms.FAdd(a, b),
        Code.Sub => Terms.FSub(a, b),
        Code.Mul => Terms.FMul(a, b),
        Code.Div => Terms.FDiv(a, b),
        Code.Rem => Terms.FRem(a, b),
        _ => throw new UnsupportedException($"The instruction {code} on floats is not supported."),
    };

    // Computed without overflow in a wider width, where one is at hand; 128-bit products do not occur in CIL.
    private Term Overflows(Code code, Term a, Term b)
    {
        var unsigned = code is Code.Add_Ovf_Un or Code.Sub_Ovf_Un or Code.Mul_Ovf_Un;
        if (code == Code.Sub_Ovf_Un)
        {
            return Terms.ULt(a, b);
        }

        var width = code is Code.Mul_Ovf or Code.Mul_Ovf_Un ? 2 * a.Width : a.Width + 1;
        Term Extended(Term x) => unsigned ? Terms.ZeroExtend(x, width) : Terms.SignExtend(x, width);
        var exact = code switch
        {
            Code.Add_Ovf or Code.Add_Ovf_Un => Terms.Add(Extended(a), Extended(b)),
            Code.Sub_Ovf => Terms.Sub(Extended(a), Extended(b)),
            _ => Terms.Mul(Extended(a), Extended(b)),
        };
        var wrapped = Terms.Extract(exact, 0, a.Width);
        var differs = Terms.Not(Terms.Equal(exact, Extended(wrapped)));

        // Where the exact result does not settle it, signs say the same in fewer bits (Warren, Hacker's Delight, 2-13).
        return differs.IsConstant ? differs : code switch
        {
            Code.Add_Ovf => IsNegative(Terms.BvAnd(Terms.BvXor(a, wrapped), Terms.BvXor(b, wrapped))),
            Code.Sub_Ovf => IsNegative(Terms.BvAnd(Terms.BvXor(a, b), Terms.BvXor(a, wrapped))),
            Code.Add_Ovf_Un => Terms.ULt(wrapped, a),
            _ => differs,
        };
    }

    private Term IsNegative(Term term) => Terms.SLt(term, Terms.Constant(0, term.Width));

    /// <summary>Throws where a condition holds and goes on where it does not.</summary>
    private Term Guard(Term condition, Term wrong, string exception, Instruction instruction)
    {
        if (wrong.IsFalse)
        {
            return condition;
        }

        Throw(Terms.And(condition, wrong), exception, Where(instruction));
        return Terms.And(condition, Terms.Not(wrong));
    }
}
