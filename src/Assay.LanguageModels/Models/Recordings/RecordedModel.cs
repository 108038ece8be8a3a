using System.Globalization;

namespace Assay.LanguageModels.Models.Recordings;

/// <summary>Answers out of a recording, and asks nobody.</summary>
internal sealed class RecordedModel : ILanguageModel
{
    private const int LongestQuote = 120;

    private static readonly Reply None = new("", null, 0, 0, null);

    private readonly string _path;
    private readonly Recording _recording;
    private readonly Sampling[] _samplings;

    /// <summary>One of the models that a recording has replies of.</summary>
    /// <param name="path">The file, either kind.</param>
    /// <param name="name">The model's name; null where the recording has one only.</param>
    /// <param name="sampling">How its replies were drawn; null for how all that it has of the model were.</param>
    /// <exception cref="ModelException">The file is none that can be used, has no such model, or several and none was named.</exception>
    public RecordedModel(string path, string? name, Sampling? sampling)
    {
        (_path, _recording) = (path, Recording.Load(path));
        var models = _recording.Models;
        Name = (name, models) switch
        {
            (_, []) => throw new ModelException($"The recording {path} holds no replies. To record some: {Recording.Command(path)}"),
            (null, [var only]) => only,
            (null, _) => throw new ModelException($"The recording {path} holds replies of several models. Name one of them: {string.Join(", ", models)}."),
            _ when models.Contains(name) => name,
            _ => throw new ModelException($"The recording {path} holds no replies of {name}, but of {string.Join(", ", models)}. Name one of them, or record it: {Recording.Command(path)}"),
        };
        _samplings = sampling is not null ? [sampling] : All();
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public string? Remark => _recording.Remark(Name);

    /// <inheritdoc/>
    public Task<Reply> Ask(Query query, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var found = _samplings
            .Select(sampling => (sampling.Form, Reply: _recording.Find(RecordedReply.Of(Name, sampling, query, None).Key())))
            .Where(one => one.Reply is not null)
            .DistinctBy(one => one.Form)
            .ToList();
        return found switch
        {
            [(_, { } reply)] => Task.FromResult(reply),
            [] => Task.FromException<Reply>(new ModelException(Missing(query))),
            _ => Task.FromException<Reply>(new ModelException($"The recording {_path} holds replies of {Name} to one text as a message of a conversation and as a raw text. Say which: chat or raw.")),
        };
    }

    // However they were asked, replies tell; shorter ones first.
    private Sampling[] All()
    {
        var ways = _recording.Ways(Name);
        if (ways.Select(way => way.Seed).Distinct().Count() > 1)
        {
            throw new ModelException($"The recording {_path} holds replies of {Name} that were drawn by several seeds. Record each into a file of its own.");
        }

        return [.. ways.Select(way => new Sampling(way.Form, way.Seed, way.MostTokens))];
    }

    private string Missing(Query query)
    {
        var line = query.Prompt.ReplaceLineEndings("⏎");
        var quote = line.Length > LongestQuote ? "…" + line[^LongestQuote..] : line;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"The recording {_path}, with {_recording.Count} replies, has no answer of {Name} to this query: \"{quote}\" (at most {query.MostTokens} tokens, {query.Alternatives} alternatives, seed {_samplings[0].Seed}). To have it asked: {Recording.Command(_path)}");
    }
}
