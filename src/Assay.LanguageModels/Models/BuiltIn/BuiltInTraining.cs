using System.Globalization;
using Assay.LanguageModels.Transformers;
using Assay.Training.Optimizers;
using Assay.Training.Passes;

namespace Assay.LanguageModels.Models.BuiltIn;

/// <summary>Trains a transformer on texts: Adam, a warm-up, then a rate that falls along half a cosine; the same for any number of threads.</summary>
internal sealed class BuiltInTraining
{
    // A batch is shared among so many parts, whose gradients are added in their order.
    private const int Parts = 4;
    private const int Reports = 20;
    private const float LongestGradient = 1;

    private readonly BuiltInRecipe _recipe;
    private readonly TransformerLayout _layout;
    private readonly TrainingTexts _texts;
    private readonly Part[] _parts = [.. Enumerable.Range(0, Parts).Select(_ => new Part())];
    private readonly int _threads;

    /// <param name="recipe">How it is trained.</param>
    /// <param name="threads">On how many threads.</param>
    public BuiltInTraining(BuiltInRecipe recipe, int threads) =>
        (_recipe, _layout, _texts, _threads) = (recipe, new TransformerLayout(recipe.Shape), new TrainingTexts(recipe), threads);

    /// <summary>Trains it.</summary>
    /// <param name="heard">Hears now and then how far it is.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The parameters.</returns>
    public float[] Run(Action<string> heard, CancellationToken cancellation)
    {
        var parameters = _layout.Start((ulong)_recipe.Seed);
        var adam = new Adam<float>(parameters.Length, new AdamSettings { Beta2 = 0.98 });
        var schedule = Schedule.Cosine().After(Math.Max(1, _recipe.Steps / Reports));
        var every = Math.Max(1, _recipe.Steps / Reports);
        var (loss, hits, answers) = (0.0, 0, 0);
        for (var step = 0; step < _recipe.Steps; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            var gradient = Gradient(parameters, step);
            foreach (var part in _parts)
            {
                (loss, hits, answers) = (loss + part.Loss, hits + part.Hits, answers + part.Answers);
            }

            Clipping.ByNorm<float>(gradient, LongestGradient);
            adam.Step(parameters, gradient, (float)(_recipe.Rate * schedule.Factor(step, _recipe.Steps)));
            if ((step + 1) % every == 0 || step + 1 == _recipe.Steps)
            {
                heard(string.Create(CultureInfo.InvariantCulture, $"step {step + 1} of {_recipe.Steps}: loss {loss / answers:0.000}, {100.0 * hits / answers:0.0} % right"));
                (loss, hits, answers) = (0, 0, 0);
            }
        }

        return parameters;
    }

    // The mean over all answers of a batch.
    private float[] Gradient(float[] parameters, int step)
    {
        Parallel.For(0, Parts, new ParallelOptions { MaxDegreeOfParallelism = _threads }, part =>
        {
            var (first, end) = (_recipe.Batch * part / Parts, _recipe.Batch * (part + 1) / Parts);
            var texts = Enumerable.Range(first, end - first).Select(i => _texts.Make(((long)step * _recipe.Batch) + i));
            _parts[part].Run(_layout, parameters, texts, 1.0 / (_recipe.Batch * _recipe.Questions));
        });
        var sum = _parts[0].Gradient;
        foreach (var part in _parts.Skip(1))
        {
            for (var i = 0; i < sum.Length; i++)
            {
                sum[i] += part.Gradient[i];
            }
        }

        return sum;
    }

    private sealed class Part
    {
        private TransformerPass<Lanes, float>? _pass;
        private int _tokens;

        public float[] Gradient { get; private set; } = [];

        public double Loss { get; private set; }

        public int Hits { get; private set; }

        public int Answers { get; private set; }

        public void Run(TransformerLayout layout, float[] parameters, IEnumerable<TokenSequence> texts, double weight)
        {
            (Loss, Hits, Answers) = (0, 0, 0);
            if (Gradient.Length == 0)
            {
                Gradient = new float[layout.Count];
            }

            Array.Clear(Gradient);
            foreach (var text in texts)
            {
                if (_pass is null || text.Words.Count > _tokens)
                {
                    _tokens = text.Words.Count;
                    _pass = new(layout, _tokens);
                }

                var (loss, hits) = _pass.Gradient(parameters, Gradient, text, weight);
                (Loss, Hits, Answers) = (Loss + loss, Hits + hits, Answers + text.Answers.Count);
            }
        }
    }
}
