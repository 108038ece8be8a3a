using Assay.LanguageModels.Models;
using Assay.LanguageModels.Scoring;
using Assay.Training.Questions;
using Assay.Verdicts;

namespace Assay.LanguageModels.Questions;

/// <summary>A kind of task that claims ask models about: instances by seed, and what is counted of each.</summary>
internal interface ITaskKind
{
    /// <summary>As the claim writes it.</summary>
    string Text { get; }

    /// <summary>What statements can speak of.</summary>
    IReadOnlyList<Quantity> Quantities { get; }

    /// <summary>Asks about seeds from one on.</summary>
    /// <param name="model">The model.</param>
    /// <param name="first">The first seed.</param>
    /// <param name="count">How many.</param>
    /// <param name="done">Hears of each instance that is done.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="ModelException">There is no answer.</exception>
    Task<IReadOnlyList<IScore>> Ask(ILanguageModel model, ulong first, int count, Action done, CancellationToken cancellation);

    /// <summary>What all scores come to, in a sentence.</summary>
    string Tell(IReadOnlyList<IScore> scores);

    /// <summary>What was asked and answered in one instance.</summary>
    string Show(IScore score);

    /// <summary>The smallest instance that still goes wrong; null where none does, or there is none smaller.</summary>
    /// <param name="model">The model.</param>
    /// <param name="scores">What came of the instances.</param>
    /// <param name="cancellation">Ends it.</param>
    Finding? Smallest(ILanguageModel model, IReadOnlyList<IScore> scores, CancellationToken cancellation);
}
