namespace Assay.LanguageModels.Scoring;

/// <summary>What came of one instance.</summary>
internal interface IScore
{
    /// <summary>A quantity, by its name; not a number where the model does not tell it.</summary>
    double Of(string quantity);
}
