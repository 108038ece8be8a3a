namespace Assay.LanguageModels.Models;

/// <summary>What readers of a report have to know about replies.</summary>
internal static class Remarks
{
    /// <summary>That a part of the request was refused.</summary>
    /// <param name="parts">What was refused.</param>
    public static string Without(string parts) => $"The endpoint takes no {parts}: other replies may come next time.";
}
