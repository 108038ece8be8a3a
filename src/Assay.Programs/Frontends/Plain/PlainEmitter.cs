using Assay.Programs.Execution;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Assay.Programs.Frontends.Plain;

/// <summary>Writes plain expressions as CIL.</summary>
/// <param name="method">The method that is to return the value.</param>
internal sealed class PlainEmitter(MethodDefinition method)
{
    private readonly ILProcessor _code = method.Body.GetILProcessor();

    /// <summary>Writes the whole body.</summary>
    public void Return(Bound value)
    {
        Value(value);
        _code.Emit(OpCodes.Ret);
    }

    private void Value(Bound value)
    {
        switch (value)
        {
            case BoundConstant { Type.Bits: 64 } constant:
                _code.Emit(OpCodes.Ldc_I8, unchecked((long)constant.Value));
                break;
            case BoundConstant constant:
                _code.Emit(OpCodes.Ldc_I4, unchecked((int)constant.Value));
                break;
            case BoundVariable variable:
                _code.Emit(OpCodes.Ldarg, method.Parameters[variable.Index]);
                break;
            case BoundConversion conversion:
                Value(conversion.Operand);
                Convert(conversion.Operand.Type, conversion.Type);
                break;
            case BoundUnary unary:
                Value(unary.Operand);
                Unary(unary.Operator);
                break;
            case BoundBinary { Operator: "&&" or "||" } logical:
                var isAnd = logical.Operator == "&&";
                Choose(logical.Left, () => Either(isAnd, logical.Right), () => Either(!isAnd, logical.Right));
                break;
            case BoundBinary binary:
                Value(binary.Left);
                Value(binary.Right);
                Binary(binary);
                break;
            case BoundChoice choice:
                Choose(choice.Condition, () => Value(choice.WhenTrue), () => Value(choice.WhenFalse));
                break;
        }

        // The side of '&&' and '||' on which the right operand counts, and the one on which the left decides.
        void Either(bool counts, Bound right)
        {
            if (counts)
            {
                Value(right);
            }
            else
            {
                _code.Emit(OpCodes.Ldc_I4, value is BoundBinary { Operator: "||" } ? 1 : 0);
            }
        }
    }

    private void Choose(Bound condition, Action whenTrue, Action whenFalse)
    {
        var (otherwise, end) = (_code.Create(OpCodes.Nop), _code.Create(OpCodes.Nop));
        Value(condition);
        _code.Emit(OpCodes.Brfalse, otherwise);
        whenTrue();
        _code.Emit(OpCodes.Br, end);
        _code.Append(otherwise);
        whenFalse();
        _code.Append(end);
    }

    // On the stack, integers of less than 32 bits are as wide as int; a target of 64 bits is filled by the source's sign.
    private void Convert(ClrType from, ClrType to)
    {
        if (to.Bits == 64 && from.Bits < 64)
        {
            _code.Emit(from.Signed ? OpCodes.Conv_I8 : OpCodes.Conv_U8);
        }
        else if (to.Bits < 64)
        {
            _code.Emit((to.Bits, to.Signed) switch
            {
                (8, true) => OpCodes.Conv_I1,
                (8, false) => OpCodes.Conv_U1,
                (16, true) => OpCodes.Conv_I2,
                (16, false) => OpCodes.Conv_U2,
                (_, true) => OpCodes.Conv_I4,
                _ => OpCodes.Conv_U4,
            });
        }
    }

    private void Unary(string sign)
    {
        if (sign == "!")
        {
            IsZero();
        }
        else
        {
            _code.Emit(sign == "-" ? OpCodes.Neg : OpCodes.Not);
        }
    }

    private void IsZero()
    {
        _code.Emit(OpCodes.Ldc_I4, 0);
        _code.Emit(OpCodes.Ceq);
    }

    private void Binary(BoundBinary binary)
    {
        var (signed, bits) = (binary.Left.Type.Signed, binary.Left.Type.StackBits);
        if (binary.Operator is "<<" or ">>" or ">>>")
        {
            // Only the low bits of a count matter (C# specification, 12.11).
            _code.Emit(OpCodes.Ldc_I4, bits - 1);
            _code.Emit(OpCodes.And);
        }

        _code.Emit(binary.Operator switch
        {
            "+" => OpCodes.Add,
            "-" => OpCodes.Sub,
            "*" => OpCodes.Mul,
            "/" => signed ? OpCodes.Div : OpCodes.Div_Un,
            "%" => signed ? OpCodes.Rem : OpCodes.Rem_Un,
            "&" => OpCodes.And,
            "|" => OpCodes.Or,
            "^" => OpCodes.Xor,
            "<<" => OpCodes.Shl,
            ">>" => signed ? OpCodes.Shr : OpCodes.Shr_Un,
            ">>>" => OpCodes.Shr_Un,
            "<" or ">=" => signed ? OpCodes.Clt : OpCodes.Clt_Un,
            ">" or "<=" => signed ? OpCodes.Cgt : OpCodes.Cgt_Un,
            "==" or "!=" => OpCodes.Ceq,
            _ => throw new InvalidOperationException($"Unknown operator {binary.Operator}."),
        });
        if (binary.Operator is ">=" or "<=" or "!=")
        {
            IsZero();
        }
    }
}
