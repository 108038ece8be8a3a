namespace Assay.LanguageModels.Models;

/// <summary>What decides a reply beside the model and the query. The likeliest token is always taken.</summary>
/// <param name="Form">How prompts reach the model.</param>
/// <param name="Seed">The seed that is sent along: ties and some endpoints are random even at temperature 0.</param>
/// <param name="ReplyTokens">How many tokens a reply may have at least, however short an answer is: models that reason before they answer need more.</param>
internal sealed record Sampling(PromptForm Form, int Seed = 1, int ReplyTokens = 0)
{
    /// <summary>The temperature.</summary>
    public const float Temperature = 0;

    /// <summary>What a model that only chats is told before a text that it is to continue.</summary>
    private const string Continuation =
        "Continue the text of the user from exactly where it ends. Write only the continuation: do not repeat the text, do not explain, and use no formatting.";

    /// <summary>How many tokens the reply may have.</summary>
    public int MostTokens(Query query) => Math.Max(Form == PromptForm.Chat ? Math.Max(query.MostTokens, LeastInChat) : query.MostTokens, ReplyTokens);

    // Models that chat often repeat the line that they continue, or open a block of code.
    private const int LeastInChat = 16;

    // What makes a model that only continues texts answer a question.
    private const string Answer = "\n\nAnswer:";

    /// <summary>The text that is sent: the prompt, and where a question goes to a model that only continues texts, a beginning of its answer.</summary>
    public string Text(Query query) => Form == PromptForm.Raw && !query.IsCompletion ? query.Prompt + Answer : query.Prompt;

    /// <summary>The instruction that goes before a query's prompt; null for none.</summary>
    public string? Instruction(Query query) => Form == PromptForm.Chat && query.IsCompletion ? Continuation : null;
}
