namespace Assay.LanguageModels.Rewrites;

/// <summary>What became of a reply, for counting.</summary>
internal enum RewriteOutcome
{
    /// <summary>Proved equal for all inputs that meet the assumption, and shorter.</summary>
    Right,

    /// <summary>Proved equal, and no shorter than the original.</summary>
    NoShorter,

    /// <summary>Some input that meets the assumption shows a difference.</summary>
    Refuted,

    /// <summary>Neither a proof nor a counterexample within the budget.</summary>
    Undecided,

    /// <summary>No function of the wanted form: a refusal, prose, code that is not accepted.</summary>
    Unparsed,
}
