namespace Assay.Programs.Synthesis.Shortening.Expressions;

/// <summary>What expressions are sought: their values, their operations, and how many bits of the result count.</summary>
/// <param name="Width">Bits of every value.</param>
/// <param name="Inputs">How many inputs there are.</param>
/// <param name="Constants">The constants, which cost nothing.</param>
/// <param name="Operations">The operations, which cost 1 each.</param>
/// <param name="ResultMask">The bits of the result that must be right.</param>
internal sealed record ExpressionTask(
    int Width, int Inputs, IReadOnlyList<ulong> Constants, IReadOnlyList<ExpressionOperation> Operations, ulong ResultMask)
{
    /// <summary>How many values there are before the first step.</summary>
    public int Leaves => Inputs + Constants.Count;

    /// <summary>Whether all bits of a value count.</summary>
    public bool IsFullWidth => ResultMask == ExpressionMeaning.Mask(Width);
}
