namespace Assay.Reporting.Notices;

/// <summary>How a notice is to be taken.</summary>
internal enum NoticeKind
{
    /// <summary>All is as expected.</summary>
    Pass,

    /// <summary>Undecided, and not expected to be.</summary>
    Open,

    /// <summary>A measurement differs from what was expected.</summary>
    Warning,

    /// <summary>Something certain differs from what was expected, or has to be repaired.</summary>
    Error,
}
