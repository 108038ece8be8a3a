namespace Assay.LanguageModels.Models;

/// <summary>How a prompt reaches a model.</summary>
internal enum PromptForm
{
    /// <summary>As a message of a conversation, in the template that the model was taught; <c>/chat/completions</c> of an endpoint.</summary>
    Chat,

    /// <summary>As it is, to be continued; <c>/completions</c> of an endpoint.</summary>
    Raw,
}
