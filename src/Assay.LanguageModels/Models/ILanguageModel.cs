namespace Assay.LanguageModels.Models;

/// <summary>A language model that answers queries: behind an endpoint, out of a recording, or one that was trained here.</summary>
internal interface ILanguageModel
{
    /// <summary>Its name, as reports show it.</summary>
    string Name { get; }

    /// <summary>What about its replies readers have to know, as far as it shows by now; null for nothing.</summary>
    string? Remark => null;

    /// <summary>The address at which it is asked; null where it is not behind one.</summary>
    string? Address => null;

    /// <summary>Answers; may be called by many at a time.</summary>
    /// <param name="query">What is asked.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="ModelException">There is no answer, and asking again does not help.</exception>
    Task<Reply> Ask(Query query, CancellationToken cancellation);
}
