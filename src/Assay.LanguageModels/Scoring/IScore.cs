namespace Assay.LanguageModels.Scoring;

/// <summary>What came of one instance.</summary>
internal interface IScore
{
    /// <summary>A quantity, by its name; not a number where the model does not tell it.</summary>
    double Of(string quantity);

    /// <summary>Whether the reply that a quantity is counted of is no answer: a refusal, an explanation, or cut off.</summary>
    bool IsUnread(string quantity);
}
