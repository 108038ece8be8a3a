namespace Assay.LanguageModels.Tests.Models.Endpoints;

/// <summary>How a connection fails.</summary>
internal enum ServerFault
{
    /// <summary>It does not.</summary>
    None,

    /// <summary>It is closed without an answer.</summary>
    Drop,

    /// <summary>It is closed in the middle of the answer.</summary>
    CutOff,

    /// <summary>No answer ever comes.</summary>
    Stall,
}
