namespace Assay.LanguageModels.Models.Recordings;

/// <summary>Answers out of a recording, and asks nobody.</summary>
/// <param name="name">The model's name.</param>
/// <param name="sampling">How replies were drawn.</param>
/// <param name="recording">The recording.</param>
internal sealed class RecordedModel(string name, Sampling sampling, Recording recording) : ILanguageModel
{
    private static readonly Reply None = new("", null, 0, 0, null);

    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public Task<Reply> Ask(Query query, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var key = RecordedReply.Of(name, sampling, query, None).Key();
        return recording.Find(key) is { } reply
            ? Task.FromResult(reply)
            : Task.FromException<Reply>(new ModelException($"The recording has no reply of {name} to this request ({key[..12]}); it has replies of: {string.Join(", ", recording.Models)}. Name the model's endpoint too, and the reply is asked for and recorded."));
    }
}
