using System.Collections.Concurrent;
using System.Text;
using Assay.LanguageModels.Models.Recordings;
using Assay.Trials;

namespace Assay.LanguageModels.Models.Elsewhere;

/// <summary>Queries that a worker asks the one model that its user named; what comes from elsewhere says neither where to ask nor with which key.</summary>
/// <param name="name">The model's name.</param>
/// <param name="connect">Makes the model, drawing replies so.</param>
internal sealed class ReplyTrials(string name, Func<Sampling, ILanguageModel> connect) : ITrialKind
{
    private readonly ConcurrentDictionary<Sampling, ILanguageModel> _models = new();

    /// <inheritdoc/>
    public string Name => ReplyRequest.Kind;

    /// <summary>Asks.</summary>
    /// <param name="input">A <see cref="ReplyRequest"/>.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The reply as a line of a recording.</returns>
    /// <exception cref="ModelException">It is for another model, or there is no answer.</exception>
    public byte[] Run(ReadOnlyMemory<byte> input, CancellationToken cancellation)
    {
        var request = ReplyRequest.Read(input.Span);
        if (request.Model != name)
            throw new ModelException($"This worker asks {name}, and not {request.Model}.");
        var model = _models.GetOrAdd(request.Sampling, connect);
        var reply = model.Ask(request.Query, cancellation).GetAwaiter().GetResult();
        return Encoding.UTF8.GetBytes(ReplyLine.Write(RecordedReply.Of(name, request.Sampling, request.Query, reply)));
    }
}
