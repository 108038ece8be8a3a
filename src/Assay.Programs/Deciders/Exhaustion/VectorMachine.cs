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

    /// <summary>Whether high products are one operation here, so that the terms below them need no lanes of their own.</summary>
    public bool HasHighProducts { get; private init; }

    /// <summary>All that has to be written for some terms, arguments first.</summary>
    public List<Term> Order(Term target, Term assumed) =>
        HasHighProducts ? HighProduct.Order(target, assumed) : Evaluation.TermOrder.Of(target, assumed);

    /// <summary>Lanes for lowered terms, or null when they cannot be written as vectors or this processor has none.</summary>
    public static VectorMachine? TryFor(Term target, Term assumed)
    {
        if (!Vector256.IsHardwareAccelerated)
        {
            return null;
        }

        // Quotients of two 32-bit numbers go through doubles.
        var narrow = new VectorMachine(32) { HasHighProducts = Special is not null };
        var order = narrow.Order(target, assumed);
        if (order.All(term => term.Op != Op.UDiv && (term.Width <= 32 || (term.IsConstant && term.Payload >> 32 == 0 && term.Sort.Kind != SortKind.Float))))
        {
            return IsPossible(order) ? narrow : null;
        }

        var wide = new VectorMachine(64);
        order = wide.Order(target, assumed);
        return IsPossible(order) && !order.Any(term => term.Sort.Equals(Sort.Single)) ? wide : null;
    }

    private static bool IsPossible(List<Term> order) =>
        order.Count <= MostOperations && order.All(term => term.Width <= 64 && term.Sort.IsScalar && !IsMissing(term));

    private static bool IsMissing(Term term) => term.Op switch
    {
        Op.UDiv => term.Width > 32,
        Op.FRem or Op.FConvert => true,
        Op.FRound => (Rounding)(int)term.Payload == Rounding.AwayFromZero,
        Op.FFma => Is512 ? !Avx512F.IsSupported : !Fma.IsSupported,
        _ => false,
    };
}
