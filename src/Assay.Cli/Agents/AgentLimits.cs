using System.Globalization;
using Assay.Running;

namespace Assay.Cli.Agents;

/// <summary>What calls may do.</summary>
/// <param name="Most">The most that one claim may use.</param>
/// <param name="Time">The most time that one call may take, waiting left out.</param>
/// <param name="Folder">The folder in which claims may name files; null for none.</param>
internal sealed record AgentLimits(Budget Most, TimeSpan Time, string? Folder)
{
    /// <summary>The most for one claim unless said: two minutes, 1 GB and 1000 seeds.</summary>
    public static Budget UsualMost { get; } = new(TimeSpan.FromMinutes(2), 1L << 30, 1000);

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Most.Time.TotalSeconds:0.###} s, {Most.Memory >> 20} MB, {Most.Seeds} seeds");
}
