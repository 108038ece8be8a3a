namespace Assay.LanguageModels.Rewrites;

/// <summary>Why a reply is no rewrite that could be decided.</summary>
internal enum UnreadReason
{
    /// <summary>There is no code in it: a refusal, or prose.</summary>
    NoCode,

    /// <summary>There are several blocks of code, and nothing says which one is meant.</summary>
    SeveralBlocks,

    /// <summary>Its block of code does not end: the reply was cut off.</summary>
    CutOff,

    /// <summary>It is longer than any answer has to be.</summary>
    TooLong,

    /// <summary>The front end of the language does not accept the code.</summary>
    Refused,

    /// <summary>It is a function of another name, or with other parameters or results.</summary>
    OtherSignature,
}
