namespace Assay.Training.Connectivity;

/// <summary>Units of a network that may be put in any order, as long as all that reads and writes them is.</summary>
/// <param name="Place">The layer that makes them, as messages count layers.</param>
/// <param name="Units">How many there are.</param>
internal sealed record UnitGroup(string Place, int Units);
