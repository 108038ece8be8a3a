using Assay.Programs.Execution;
using Assay.Programs.Terms;
using Mono.Cecil;

namespace Assay.Programs.Frontends.Cil;

/// <summary>
/// Library methods that are operations of the term language, or that metadata alone cannot explain. Everything else of
/// <see cref="Library"/> is read from the runtime's own CIL.
/// </summary>
internal static partial class Intrinsics
{
    private static readonly Dictionary<string, Action<CilCall>> Methods = new()
    {
        ["System.Math.Abs(Single)"] = call => call.Return(call.Terms.FAbs(call.Term(0))),
        ["System.Math.Abs(Double)"] = call => call.Return(call.Terms.FAbs(call.Term(0))),
        ["System.MathF.Abs(Single)"] = call => call.Return(call.Terms.FAbs(call.Term(0))),
        ["System.Math.Sqrt(Double)"] = call => call.Return(call.Terms.FSqrt(call.Term(0))),
        ["System.MathF.Sqrt(Single)"] = call => call.Return(call.Terms.FSqrt(call.Term(0))),
        ["System.Math.Floor(Double)"] = call => Round(call, Rounding.Down),
        ["System.MathF.Floor(Single)"] = call => Round(call, Rounding.Down),
        ["System.Math.Ceiling(Double)"] = call => Round(call, Rounding.Up),
        ["System.MathF.Ceiling(Single)"] = call => Round(call, Rounding.Up),
        ["System.Math.Truncate(Double)"] = call => Round(call, Rounding.TowardZero),
        ["System.MathF.Truncate(Single)"] = call => Round(call, Rounding.TowardZero),
        ["System.Math.Round(Double)"] = call => Round(call, Rounding.ToEven),
        ["System.MathF.Round(Single)"] = call => Round(call, Rounding.ToEven),
        ["System.Math.FusedMultiplyAdd(Double,Double,Double)"] = call => call.Return(call.Terms.FFma(call.Term(0), call.Term(1), call.Term(2))),
        ["System.MathF.FusedMultiplyAdd(Single,Single,Single)"] = call => call.Return(call.Terms.FFma(call.Term(0), call.Term(1), call.Term(2))),
        ["System.Single.IsNaN(Single)"] = call => call.Return(call.Terms.FromBool(call.Terms.FIsNaN(call.Term(0)), 32)),
        ["System.Double.IsNaN(Double)"] = call => call.Return(call.Terms.FromBool(call.Terms.FIsNaN(call.Term(0)), 32)),
        ["System.BitConverter.SingleToInt32Bits(Single)"] = ToBits,
        ["System.BitConverter.SingleToUInt32Bits(Single)"] = ToBits,
        ["System.BitConverter.DoubleToInt64Bits(Double)"] = ToBits,
        ["System.BitConverter.DoubleToUInt64Bits(Double)"] = ToBits,
        ["System.BitConverter.Int32BitsToSingle(Int32)"] = call => call.Return(call.Terms.FFromBits(call.Term(0))),
        ["System.BitConverter.UInt32BitsToSingle(UInt32)"] = call => call.Return(call.Terms.FFromBits(call.Term(0))),
        ["System.BitConverter.Int64BitsToDouble(Int64)"] = call => call.Return(call.Terms.FFromBits(call.Term(0))),
        ["System.BitConverter.UInt64BitsToDouble(UInt64)"] = call => call.Return(call.Terms.FFromBits(call.Term(0))),
        ["System.Runtime.CompilerServices.RuntimeHelpers.InitializeArray(Array,RuntimeFieldHandle)"] = InitializeArray,
        ["System.Runtime.CompilerServices.RuntimeHelpers.CreateSpan(RuntimeFieldHandle)"] = CreateSpan,
        ["System.Runtime.CompilerServices.RuntimeHelpers.GetSubArray"] = Spans.SubArray,
        ["System.Runtime.CompilerServices.RuntimeHelpers.IsKnownConstant"] = call => call.Return(call.Terms.Constant(0, 32)),
        ["System.Int128.op_Multiply"] = call => WideIntegers.Multiply(call),
        ["System.UInt128.op_Multiply"] = call => WideIntegers.Multiply(call),
        ["System.Int128.op_Division"] = call => WideIntegers.Divide(call, signed: true, remainder: false),
        ["System.UInt128.op_Division"] = call => WideIntegers.Divide(call, signed: false, remainder: false),
        ["System.Int128.op_Modulus"] = call => WideIntegers.Divide(call, signed: true, remainder: true),
        ["System.UInt128.op_Modulus"] = call => WideIntegers.Divide(call, signed: false, remainder: true),
        ["System.Enum.HasFlag"] = HasFlag,
        ["System.Array.Empty"] = call => call.Result = call.Program.NewArray(call.State, call.TypeArgument(), 0),
        ["System.Type.GetTypeFromHandle"] = call => call.Result = call.Arguments[0],
        ["System.Type.op_Equality"] = call => call.Return(call.Terms.FromBool(call.Terms.Bool(NameOfType(call, 0) == NameOfType(call, 1)), 32)),
        ["System.Math.BigMul(UInt64,UInt64,UInt64&)"] = call => BigMul(call, signed: false),
        ["System.Math.BigMul(Int64,Int64,Int64&)"] = call => BigMul(call, signed: true),
        ["System.Math.BigMul(UInt64,UInt64)"] = call => BigMulWhole(call, "System.UInt128", signed: false),
        ["System.Math.BigMul(Int64,Int64)"] = call => BigMulWhole(call, "System.Int128", signed: true),
    };

    private static readonly string[] Counted = ["PopCount", "LeadingZeroCount", "TrailingZeroCount", "Log2"];

    /// <summary>Handles a call, if it is one of these.</summary>
    public static bool TryCall(CilCall call)
    {
        var type = call.Method.DeclaringType.GetElementType().FullName;
        var name = call.Method.Name;
        if (type == Vocabulary.ClassName)
        {
            Vocabulary.Call(call);
            return true;
        }

        if (IsUsers(call))
        {
            return false;
        }

        if (name is "get_IsSupported" or "get_IsHardwareAccelerated" && type.StartsWith("System.Runtime.Intrinsics", StringComparison.Ordinal))
        {
            call.Return(call.Terms.Constant(0, 32));
            return true;
        }

        if (type == "System.Numerics.BitOperations" && Counted.Contains(name))
        {
            Count(call, name);
            return true;
        }

        if (name.EndsWith("Estimate", StringComparison.Ordinal) || name.EndsWith("Native", StringComparison.Ordinal))
        {
            throw new UnsupportedException($"{call.Method.DeclaringType.Name}.{name} differs between processors; it is not supported.");
        }

        if (Methods.TryGetValue($"{type}.{name}({string.Join(',', call.Method.Parameters.Select(parameter => parameter.ParameterType.Name))})", out var handler)
            || Methods.TryGetValue($"{type}.{name}", out handler))
        {
            handler(call);
            return true;
        }

        return Texts.TryCall(call, type, name) || Spans.TryCall(call, type, name) || Comparers.TryCall(call, type, name);
    }

    /// <summary>Handles a constructor, if it is one of these.</summary>
    public static bool TryConstruct(CilCall call)
    {
        var type = call.Method.DeclaringType.GetElementType().FullName;
        if (IsUsers(call))
        {
            return false;
        }

        if (type.StartsWith("System.ValueTuple`", StringComparison.Ordinal))
        {
            var tuple = ClrTypes.Of(call.Scope.Close(call.Method.DeclaringType), call.Scope);
            call.Result = new StructValue(tuple, [.. tuple.Fields.Select((field, i) =>
                CilValues.Normalise(call.Terms, field.Type, call.Arguments[i + 1]))]);
            return true;
        }

        return type.StartsWith("System.Runtime.CompilerServices.DefaultInterp", StringComparison.Ordinal)
            ? Texts.TryCall(call, type, ".ctor")
            : Spans.TryConstruct(call, type);
    }

    // A program may have types of the same names as the library; what compilers add to it has names that no program can write.
    private static bool IsUsers(CilCall call) =>
        call.Method.DeclaringType.GetElementType() is TypeDefinition type && CilProgram.IsUsers(type) && !type.Name.StartsWith('<');

    private static void Round(CilCall call, Rounding mode) => call.Return(call.Terms.FRound(call.Term(0), mode));

    private static void HasFlag(CilCall call)
    {
        if (call.Arguments is not [Boxed { Content: Scalar whole } a, Boxed { Content: Scalar flags } b] || a.Type != b.Type)
        {
            throw new UnsupportedException("This use of HasFlag is not supported.");
        }

        call.Return(call.Terms.FromBool(call.Terms.Equal(call.Terms.BvAnd(whole.Term, flags.Term), flags.Term), 32));
    }

    private static string NameOfType(CilCall call, int argument) => call.Arguments[argument] is Opaque { What: "token", Payload: TypeReference type }
        ? type.FullName
        : throw new UnsupportedException("Types can only be compared when both are written as typeof.");

    private static void ToBits(CilCall call) => call.Return(call.Terms.FToBits(call.Term(0), "sign and payload of a NaN"));

    private static void Count(CilCall call, string name)
    {
        var terms = call.Terms;
        var x = call.Term(0);
        var counted = name switch
        {
            "PopCount" => terms.PopCount(x),
            "LeadingZeroCount" => terms.LeadingZeros(x),
            "TrailingZeroCount" => terms.TrailingZeros(x),

            // The logarithm of zero is zero.
            _ => terms.BvXor(terms.LeadingZeros(terms.BvOr(x, terms.Constant(1, x.Width))), terms.Constant(x.Width - 1, x.Width)),
        };
        call.Return(terms.Extract(counted, 0, 32));
    }

    private static void BigMul(CilCall call, bool signed)
    {
        var product = Product(call, signed);
        call.Program.Memory.Write(call.State, (Pointer)call.Arguments[2], new Scalar(call.Terms.Extract(product, 0, 64)));
        call.Return(call.Terms.Extract(product, 64, 64));
    }

    private static void BigMulWhole(CilCall call, string type, bool signed)
    {
        var product = Product(call, signed);
        call.Result = WideIntegers.Value(call, type, product);
    }

    private static Term Product(CilCall call, bool signed) => signed
        ? call.Terms.Mul(call.Terms.SignExtend(call.Term(0), 128), call.Terms.SignExtend(call.Term(1), 128))
        : call.Terms.Mul(call.Terms.ZeroExtend(call.Term(0), 128), call.Terms.ZeroExtend(call.Term(1), 128));

    private static void InitializeArray(CilCall call)
    {
        var array = (ArrayReference)call.Arguments[0];
        var field = ((FieldReference)((Opaque)call.Arguments[1]).Payload!).Resolve();
        call.State.Cells[array.Cell] = InitialElements.Read(call.Terms, array.Element, array.Length, field.InitialValue);
    }

    private static void CreateSpan(CilCall call)
    {
        var element = call.TypeArgument();
        var field = ((FieldReference)((Opaque)call.Arguments[0]).Payload!).Resolve();
        var length = field.InitialValue.Length / (element.Bits / 8);
        var cell = call.Program.Memory.AddStatic(InitialElements.Read(call.Terms, element, length, field.InitialValue));
        call.Result = new SpanValue(cell, element, call.Terms.Constant(0, 32), call.Terms.Constant(length, 32));
    }
}

/// <summary>Reads the bytes that compilers store for array literals.</summary>
internal static class InitialElements
{
    public static Elements Read(TermFactory terms, ClrType element, int length, byte[] bytes)
    {
        var size = element.Bits / 8;
        return new Elements(element, [.. Enumerable.Range(0, length).Select(i =>
        {
            Bits128 bits = 0;
            for (var k = size - 1; k >= 0; k--)
            {
                bits = (bits << 8) | bytes[(i * size) + k];
            }

            return element.Kind == ClrKind.Bool
                ? new Scalar(terms.Constant(bits, 32))
                : CilValues.FromTerm(terms, element, terms.Constant(new Value(element.Sort(), bits)));
        })]);
    }
}
