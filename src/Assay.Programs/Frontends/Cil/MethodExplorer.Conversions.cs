using Assay.Programs.Execution;
using Assay.Programs.Terms;
using Mono.Cecil.Cil;

namespace Assay.Programs.Frontends.Cil;

/// <summary>Conversions of CIL (ECMA-335, III.3.27 to III.3.29). Floats saturate, as on .NET 9 and later.</summary>
internal sealed partial class MethodExplorer
{
    private Term Convert(Code code, Term condition, CilState state, Instruction instruction)
    {
        if (state.Stack[^1] is Pointer or StackPointer or Opaque && code is Code.Conv_U or Code.Conv_I)
        {
            return condition;
        }

        var value = state.PopTerm();
        switch (code)
        {
            case Code.Conv_R4 or Code.Conv_R8:
                var target = code == Code.Conv_R4 ? Sort.Single : Sort.Double;
                state.Push(value.Sort.Kind == SortKind.Float ? Terms.FConvert(value, target) : Terms.FFromSigned(value, target));
                return condition;
            case Code.Conv_R_Un:
                // Followed by conv.r4 or conv.r8; a float keeps only one rounding.
                var next = instruction.Next?.OpCode.Code == Code.Conv_R4 ? Sort.Single : Sort.Double;
                state.Push(value.Sort.Kind == SortKind.Float ? value : Terms.FFromUnsigned(value, next));
                return condition;
        }

        var (bits, signed, isChecked, fromUnsigned) = Shape(code);
        var stack = Math.Max(bits, 32);
        if (isChecked)
        {
            condition = Guard(condition, OutOfRange(value, bits, signed, fromUnsigned), "OverflowException", instruction);
        }

        Term narrow;
        if (value.Sort.Kind == SortKind.Float)
        {
            // Small integers are reached through int, so 300.0 to byte is 44.
            var whole = signed || bits < 32 ? Terms.FToSigned(value, stack) : Terms.FToUnsigned(value, stack);
            narrow = Terms.Extract(whole, 0, bits);
        }
        else
        {
            var extendsSign = isChecked ? !fromUnsigned && signed : signed && code != Code.Conv_U8;
            narrow = value.Width >= bits ? Terms.Extract(value, 0, bits)
                : extendsSign ? Terms.SignExtend(value, bits) : Terms.ZeroExtend(value, bits);
        }

        state.Push(signed ? Terms.SignExtend(narrow, stack) : Terms.ZeroExtend(narrow, stack));
        return condition;
    }

    private Term OutOfRange(Term value, int bits, bool signed, bool fromUnsigned)
    {
        if (value.Sort.Kind == SortKind.Float)
        {
            return FloatOutOfRange(value, bits, signed);
        }

        // In two more bits than either side both ranges are exact.
        var width = Math.Max(value.Width, bits) + 2;
        var wide = fromUnsigned ? Terms.ZeroExtend(value, width) : Terms.SignExtend(value, width);
        var (low, high) = Range(bits, signed);
        return Terms.Or(
            Terms.SLt(wide, Terms.Constant(low, width)),
            Terms.SLt(Terms.Constant(high, width), wide));
    }

    private Term FloatOutOfRange(Term value, int bits, bool signed)
    {
        var exact = Terms.FConvert(value, Sort.Double);
        var whole = Terms.FRound(exact, Rounding.TowardZero);
        Term Bound(double x) => Terms.Constant(Value.Of(x));
        var least = signed ? -Math.ScaleB(1, bits - 1) : 0;
        var limit = Math.ScaleB(1, signed ? bits - 1 : bits);
        return Terms.Not(Terms.And(Terms.FLe(Bound(least), whole), Terms.FLt(whole, Bound(limit))));
    }

    private static (Signed128 Low, Signed128 High) Range(int bits, bool signed) => signed
        ? (-(Signed128.One << (bits - 1)), (Signed128.One << (bits - 1)) - 1)
        : (0, (Signed128.One << bits) - 1);

    private static (int Bits, bool Signed, bool Checked, bool FromUnsigned) Shape(Code code) => code switch
    {
        Code.Conv_I1 => (8, true, false, false),
        Code.Conv_U1 => (8, false, false, false),
        Code.Conv_I2 => (16, true, false, false),
        Code.Conv_U2 => (16, false, false, false),
        Code.Conv_I4 => (32, true, false, false),
        Code.Conv_U4 => (32, false, false, false),
        Code.Conv_I8 or Code.Conv_I => (64, true, false, false),
        Code.Conv_U8 or Code.Conv_U => (64, false, false, false),
        Code.Conv_Ovf_I1 => (8, true, true, false),
        Code.Conv_Ovf_U1 => (8, false, true, false),
        Code.Conv_Ovf_I2 => (16, true, true, false),
        Code.Conv_Ovf_U2 => (16, false, true, false),
        Code.Conv_Ovf_I4 => (32, true, true, false),
        Code.Conv_Ovf_U4 => (32, false, true, false),
        Code.Conv_Ovf_I8 or Code.Conv_Ovf_I => (64, true, true, false),
        Code.Conv_Ovf_U8 or Code.Conv_Ovf_U => (64, false, true, false),
        Code.Conv_Ovf_I1_Un => (8, true, true, true),
        Code.Conv_Ovf_U1_Un => (8, false, true, true),
        Code.Conv_Ovf_I2_Un => (16, true, true, true),
        Code.Conv_Ovf_U2_Un => (16, false, true, true),
        Code.Conv_Ovf_I4_Un => (32, true, true, true),
        Code.Conv_Ovf_U4_Un => (32, false, true, true),
        Code.Conv_Ovf_I8_Un or Code.Conv_Ovf_I_Un => (64, true, true, true),
        Code.Conv_Ovf_U8_Un or Code.Conv_Ovf_U_Un => (64, false, true, true),
        _ => throw new UnsupportedException($"The instruction {code} is not supported."),
    };
}
