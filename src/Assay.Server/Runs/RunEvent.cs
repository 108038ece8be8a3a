namespace Assay.Server.Runs;

/// <summary>Something that whoever watches a run is told.</summary>
/// <param name="Id">Its number in the run, from 1.</param>
/// <param name="Name">What kind it is: state, progress, settled or ended.</param>
/// <param name="Data">The rest, as JSON on one line.</param>
internal sealed record RunEvent(long Id, string Name, string Data);
