namespace Assay.Reporting;

/// <summary>Writes a report as plain text.</summary>
/// <param name="writer">Where to.</param>
/// <param name="width">How many columns a line may take.</param>
public sealed class PlainSink(TextWriter writer, int width = 80) : IReportSink
{
    /// <inheritdoc/>
    public int Width => width;

    /// <inheritdoc/>
    public void Write(StyledLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        writer.Write(line.ToString());
        writer.Write('\n');
    }
}
