using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Assay.Programs.Terms;

namespace Assay.Programs.Deciders.Exhaustion;

/// <summary>What this processor does with vectors, and how the types are called in generated text.</summary>
internal sealed class VectorMachine
{
    // Programs of more operations than this are not compiled.
    private const int MostOperations = 3000;

    private VectorMachine(int lane) => Lane = lane;

    /// <summary>Bits of a lane: 32 or 64.</summary>
    public int Lane { get; }

    public static bool Is512 => Vector512.IsHardwareAccelerated;

    /// <summary>What terms have to be lowered to before they are written.</summary>
    public static LoweringOptions Lowering { get; } = new(Division: false, VariableShifts: Is512 ? Avx512F.IsSupported : Avx2.IsSupported);

    /// <summary>The class with the operations on whole vectors.</summary>
    public static string Vector => Is512 ? "Vector512" : "Vector256";

    /// <summary>The class with the operations that only this kind of processor has, or null.</summary>
    public static string? Special => Is512 ? Avx512F.IsSupported ? "Avx512F" : null : Avx2.IsSupported ? "Avx2" : null;

    public string Element => Lane == 32 ? "uint" : "ulong";

    public string Type => $"{Vector}<{Element}>";

    public string AsSigned => Lane == 32 ? "AsInt32()" : "AsInt64()";

    public string AsUnsigned => Lane == 32 ? "AsUInt32()" : "AsUInt64()";

    public string AsFloat => Lane == 32 ? "AsSingle()" : "AsDouble()";

    public int LanesInVector => (Is512 ? 512 : 256) / Lane;

    /// <summary>Lanes for lowered terms, or null when they cannot be written as vectors or this processor has none.</summary>
    public static VectorMachine? TryFor(IReadOnlyList<Term> order)
    {
        if (!Vector256.IsHardwareAccelerated
            || order.Count > MostOperations
            || order.Any(term => term.Width > 64 || !term.Sort.IsScalar || IsMissing(term)))
        {
            return null;
        }

        // Quotients of 32-bit numbers go through doubles. Floats and doubles never share lanes.
        var isWide = order.Any(term => term.Width > 32 || term.Op is Op.UDiv);
        return isWide && order.Any(term => term.Sort.Equals(Sort.Single)) ? null : new VectorMachine(isWide ? 64 : 32);
    }

    private static bool IsMissing(Term term) => term.Op switch
    {
        Op.UDiv => term.Width > 32,
        Op.FRem or Op.FConvert => true,
        Op.FRound => (Rounding)(int)term.Payload == Rounding.AwayFromZero,
        Op.FFma => Is512 ? !Avx512F.IsSupported : !Fma.IsSupported,
        _ => false,
    };
}
