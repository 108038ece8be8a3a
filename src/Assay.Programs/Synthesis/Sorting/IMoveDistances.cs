namespace Assay.Programs.Synthesis.Sorting;

/// <summary>How many moves, comparisons being free, the members of a state need at least: as many as some two of them.</summary>
/// <remarks>
/// A pattern database: the least number of moves that sorts two members at once is never more than for the whole state. It
/// counts moves only, so that it may be added to a bound that counts comparisons only.
/// </remarks>
internal interface IMoveDistances
{
    /// <summary>Whether so many moves may do for some order of the registers.</summary>
    /// <param name="members">The state.</param>
    /// <param name="moves">The number of moves.</param>
    /// <param name="isAscending">Whether only the ascending order counts.</param>
    bool MayDo(ReadOnlySpan<ushort> members, int moves, bool isAscending);
}
