using System.Collections.Immutable;

namespace Assay.Programs.Frontends.Alive.AnyWidth;

/// <summary>What a register holds, whatever the widths are.</summary>
/// <param name="Value">The value.</param>
/// <param name="Conditions">When it is defined and no poison: texts that are equal only where the conditions are, at every width.</param>
internal sealed record AnyWidthRegister(AnyWidthValue Value, ImmutableHashSet<string> Conditions)
{
    /// <summary>The condition of poison itself.</summary>
    public const string Never = "never";
}
