using Assay.Training.Networks;

namespace Assay.Training.Connectivity;

/// <summary>One side of a block of parameters, whose entries belong to units.</summary>
/// <param name="Block">The block.</param>
/// <param name="Dimension">The side: 0 for rows, 1 for columns.</param>
/// <param name="Group">The place of the units among the groups.</param>
/// <param name="Units">How many units.</param>
/// <param name="Places">How many entries each unit has, such as the pixels of a channel.</param>
/// <param name="AreUnitsFast">Whether the units lie side by side and their places apart, as features of tokens do; else the entries of a unit are together.</param>
internal sealed record UnitAxis(ParameterBlock Block, int Dimension, int Group, int Units, int Places, bool AreUnitsFast)
{
    /// <summary>The entry of a unit at one of its places.</summary>
    public int Entry(int unit, int place) => AreUnitsFast ? (place * Units) + unit : (unit * Places) + place;

    /// <summary>For each entry, the one that comes there where units are put in order.</summary>
    public int[] Sources(int[] order)
    {
        var sources = new int[Units * Places];
        for (var unit = 0; unit < Units; unit++)
        {
            for (var place = 0; place < Places; place++)
            {
                sources[Entry(unit, place)] = Entry(order[unit], place);
            }
        }

        return sources;
    }
}
