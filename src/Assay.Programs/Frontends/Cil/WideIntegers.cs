using Assay.Programs.Execution;
using Assay.Programs.Terms;

namespace Assay.Programs.Frontends.Cil;

/// <summary>Products and quotients of Int128 and UInt128, which the library computes limb by limb.</summary>
internal static class WideIntegers
{
    public static void Multiply(CilCall call) => Return(call, call.Terms.Mul(Whole(call, 0), Whole(call, 1)));

    public static void Divide(CilCall call, bool signed, bool remainder)
    {
        var (terms, a, b) = (call.Terms, Whole(call, 0), Whole(call, 1));
        call.Guard(terms.Equal(b, terms.Constant(Bits128.Zero, 128)), "DivideByZeroException");
        if (signed)
        {
            var overflows = terms.And(
                terms.Equal(b, terms.Constant(Bits128.MaxValue, 128)), terms.Equal(a, terms.Constant(Bits128.One << 127, 128)));
            call.Guard(overflows, "OverflowException");
        }

        Return(call, (signed, remainder) switch
        {
            (true, false) => terms.SDiv(a, b),
            (true, true) => terms.SRem(a, b),
            (false, false) => terms.UDiv(a, b),
            (false, true) => terms.URem(a, b),
        });
    }

    /// <summary>A 128-bit term as the struct that .NET has for it: the lower half first.</summary>
    public static StructValue Value(CilCall call, string type, Term whole) => new(
        ClrTypes.Of(call.Program.CoreType(type), GenericScope.Empty),
        [new Scalar(call.Terms.Extract(whole, 0, 64)), new Scalar(call.Terms.Extract(whole, 64, 64))]);

    private static void Return(CilCall call, Term whole) => call.Result = Value(call, call.Method.DeclaringType.FullName, whole);

    private static Term Whole(CilCall call, int argument) => call.Arguments[argument] is StructValue { Fields: [Scalar low, Scalar high] }
        ? call.Terms.Concat(high.Term, low.Term)
        : throw new UnsupportedException($"An argument of {call.Method.Name} is no number.");
}
