using System.Collections.Concurrent;
using Assay.LanguageModels.Transformers;
using Assay.Training.Passes;

namespace Assay.LanguageModels.Models.BuiltIn;

/// <summary>A small transformer that was trained here, on programs that no claim asks about. Any number of threads may ask.</summary>
internal sealed class BuiltInModel : ILanguageModel
{
    private const int MostPromptTokens = 2048;
    private const int UsualPromptTokens = 256;

    private readonly TransformerLayout _layout;
    private readonly float[] _parameters;
    private readonly ConcurrentBag<TransformerPass<Lanes, float>> _passes = [];

    private BuiltInModel(BuiltInRecipe recipe, float[] parameters) =>
        (Name, _layout, _parameters) = (recipe.ToString(), new TransformerLayout(recipe.Shape), parameters);

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>Trains one.</summary>
    /// <param name="recipe">How.</param>
    /// <param name="heard">Hears now and then how far it is.</param>
    /// <param name="cancellation">Ends it.</param>
    public static BuiltInModel Train(BuiltInRecipe recipe, Action<string> heard, CancellationToken cancellation) =>
        new(recipe, new BuiltInTraining(recipe, Environment.ProcessorCount).Run(heard, cancellation));

    /// <summary>Answers with the likeliest word.</summary>
    /// <param name="query">What is asked; the reply is one word, however many it may have.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="ModelException">A word of the prompt is not known, there is none, or there are too many.</exception>
    public Task<Reply> Ask(Query query, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(query);
        cancellation.ThrowIfCancellationRequested();
        var words = Vocabulary.Read(query.Prompt);
        if (words.Length is 0 or > MostPromptTokens)
        {
            throw new ModelException($"The prompt has {words.Length} words, and a built-in model reads 1 to {MostPromptTokens}.");
        }

        var sequence = new TokenSequence(words);
        sequence.Expect(words.Length - 1, 0);
        var chances = LogChances(sequence);
        int[] order = [.. Enumerable.Range(0, chances.Length).OrderByDescending(word => chances[word])];
        TokenChance[]? first = query.Alternatives == 0 ? null : [.. order.Take(query.Alternatives).Select(word => new TokenChance(Vocabulary.Words[word], chances[word]))];
        return Task.FromResult(new Reply(Vocabulary.Words[order[0]], first, words.Length, 1, null));
    }

    private double[] LogChances(TokenSequence sequence)
    {
        if (sequence.Words.Count > UsualPromptTokens)
        {
            return new TransformerPass<Lanes, float>(_layout, sequence.Words.Count).LogChances(_parameters, sequence);
        }

        // Room is used again; one that fails is left out.
        var pass = _passes.TryTake(out var one) ? one : new(_layout, UsualPromptTokens);
        var chances = pass.LogChances(_parameters, sequence);
        _passes.Add(pass);
        return chances;
    }
}
