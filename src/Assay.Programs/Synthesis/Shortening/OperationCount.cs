using Assay.Programs.Terms;

namespace Assay.Programs.Synthesis.Shortening;

/// <summary>Counts the operations of a function as a person would, from its compiled form without simplification.</summary>
/// <remarks>
/// Changes of width cost nothing, as in the programs that are sought, and neither does what a compiler puts in by itself: the mask
/// on the count of a shift, and truth values as numbers and back. A choice is one operation.
/// </remarks>
internal static class OperationCount
{
    /// <summary>The number of operations among these terms.</summary>
    public static int Of(IEnumerable<Term> terms) => terms.Count(IsOperation);

    private static bool IsOperation(Term term) => term.Op switch
    {
        <= Op.Array or Op.Extract or Op.ZeroExtend or Op.SignExtend or Op.Concat or Op.Not => false,
        Op.Ite => !(term.Args[1].IsConstant && term.Args[2].IsConstant),
        Op.BvAnd => !term.Args.Any(argument => argument.Is(31) || argument.Is(63)),
        Op.And or Op.Or => !term.Args.Any(argument => argument.IsConstant),
        Op.Equal => !(term.Args.Any(argument => argument.Is(0)) && term.Args.Any(IsTruth)),
        _ => true,
    };

    private static bool IsTruth(Term term) => term.Op switch
    {
        Op.Extract or Op.ZeroExtend => IsTruth(term.Args[0]),
        Op.Ite => true,
        _ => false,
    };
}
