using Assay.LanguageModels.Models;
using Assay.LanguageModels.Models.BuiltIn;
using Assay.LanguageModels.Models.Recordings;
using Assay.Training;
using Assay.Training.Data;

namespace Assay.LanguageModels.Questions;

/// <summary>Which model a claim names.</summary>
internal static class ModelText
{
    private static readonly string[] Kinds = ["built-in", "recorded", "endpoint"];

    /// <summary>Reads it; the model is made when it is needed.</summary>
    /// <param name="call">The text.</param>
    /// <param name="folder">Where its files lie: in this folder or below.</param>
    /// <param name="options">How claims are decided.</param>
    /// <exception cref="TrainingException">There is no such model.</exception>
    public static Func<Action<string>, CancellationToken, ILanguageModel> Read(CallText call, string folder, LanguageModelsOptions options)
    {
        switch (call.Name)
        {
            case "built-in":
                var recipe = BuiltInRecipe.Read(call);
                return (heard, cancellation) => options.BuiltIn.Of(recipe, heard, cancellation);
            case "recorded":
                call.AllowOnly(1, "model", "form");
                if (call.Positional is not [var file])
                {
                    throw CallSplitter.Wrong(call.Place, "A recorded model is a file.", "For example: recorded(run.replies.gz)");
                }

                var (path, name) = (DatasetReader.Inside(file, folder, options.Files), call.Find("model")?.Text);
                var form = call.Find("form") is not { } said ? (PromptForm?)null : said.Text switch
                {
                    "chat" => PromptForm.Chat,
                    "raw" => PromptForm.Raw,
                    _ => throw CallSplitter.Wrong(said.Place, $"A form of prompts is chat or raw; '{said.Text}' is neither.", "For example: recorded(run.replies.gz, form: raw)"),
                };
                return (_, _) => new RecordedModel(path, name, form is { } one ? new Sampling(one) : null);
            case "endpoint":
                call.AllowOnly(0);
                var endpoint = options.Endpoint ?? throw CallSplitter.Wrong(call.Place, "The claim is about a model behind an endpoint, and none is named.", "Name it: assay check FILE --endpoint URL --model NAME");
                return (_, _) => endpoint();
            default:
                throw call.Unknown("model", Kinds);
        }
    }
}
