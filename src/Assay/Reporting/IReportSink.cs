namespace Assay.Reporting;

/// <summary>Where lines of a report go.</summary>
public interface IReportSink
{
    /// <summary>How many columns a line may take.</summary>
    int Width { get; }

    /// <summary>Writes one line.</summary>
    void Write(StyledLine line);
}
