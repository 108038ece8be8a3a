using Assay.LanguageModels.Transformers;
using Assay.Statistics;
using Assay.Training.Passes;

namespace Assay.LanguageModels.Tests.Transformers;

public sealed class TransformerPassTests
{
    private static readonly TransformerShape Shape = new(Words: 11, Layers: 2, Width: 24, Heads: 3, Hidden: 40, Reach: 3);

    [Fact]
    public void Slopes_are_those_of_differences()
    {
        var layout = new TransformerLayout(Shape);
        var pass = new TransformerPass<Doubles, double>(layout, 64);
        var (parameters, sequence) = (Array.ConvertAll(layout.Start(3), value => (double)value), Sequence(7, 37));
        var gradient = new double[layout.Count];
        pass.Gradient(parameters, gradient, sequence, 0.5);

        // Four parameters of each matrix, central differences.
        const double Step = 1e-5;
        var random = new Philox(11, 5);
        foreach (var (name, view) in layout.Matrices)
        {
            for (var i = 0; i < 4; i++)
            {
                var place = view.Start + random.Below(view.Rows * view.Columns);
                var own = parameters[place];
                parameters[place] = own + Step;
                var above = pass.Gradient(parameters, new double[layout.Count], sequence, 0).Loss;
                parameters[place] = own - Step;
                var below = pass.Gradient(parameters, new double[layout.Count], sequence, 0).Loss;
                parameters[place] = own;
                Assert.True(Math.Abs((0.5 * (above - below) / (2 * Step)) - gradient[place]) < 1e-7, $"{name}: {gradient[place]}");
            }
        }
    }

    [Fact]
    public void Floats_are_near_doubles()
    {
        var layout = new TransformerLayout(Shape);
        var (parameters, sequence) = (layout.Start(4), Sequence(8, 45));
        var (floats, doubles) = (new float[layout.Count], new double[layout.Count]);
        var narrow = new TransformerPass<Lanes, float>(layout, 96).Gradient(parameters, floats, sequence, 1);
        var wide = new TransformerPass<Doubles, double>(layout, 96).Gradient(Array.ConvertAll(parameters, value => (double)value), doubles, sequence, 1);
        Assert.Equal(wide.Loss, narrow.Loss, 1e-4);
        Assert.Equal(wide.Hits, narrow.Hits);
        var size = Math.Sqrt(doubles.Sum(slope => slope * slope));
        Assert.True(floats.Zip(doubles).Max(pair => Math.Abs(pair.First - pair.Second)) < 1e-5 * size);
    }

    // Each question alone, at the end of the words that stand before it, has the same answer.
    [Fact]
    public void Questions_do_not_see_what_follows_nor_each_other()
    {
        var layout = new TransformerLayout(Shape);
        var parameters = Array.ConvertAll(layout.Start(5), value => (double)value);
        var pass = new TransformerPass<Doubles, double>(layout, 96);
        var sequence = Sequence(9, 41);
        var all = pass.LogChances(parameters, sequence);
        for (var i = 0; i < sequence.Answers.Count; i++)
        {
            var (last, place) = (sequence.Answers[i].Token, sequence.Places[sequence.Answers[i].Token]);
            var alone = new TokenSequence(sequence.Words.Take(place.Shared).Concat(sequence.Words.Skip(place.Own).Take(last + 1 - place.Own)));
            alone.Expect(alone.TextLength - 1, 0);
            var chances = pass.LogChances(parameters, alone);
            Assert.All(Enumerable.Range(0, Shape.Words), word => Assert.Equal(all[(i * Shape.Words) + word], chances[word], 1e-12));
            Assert.Equal(1, chances.Sum(Math.Exp), 1e-12);
        }
    }

    private static TokenSequence Sequence(ulong seed, int length)
    {
        var random = new Philox(seed, 1);
        var sequence = new TokenSequence(Words(length));
        for (var i = 0; i < 9; i++)
        {
            sequence.Ask(1 + random.Below(length), Words(1 + random.Below(3)), random.Below(Shape.Words));
        }

        return sequence;

        int[] Words(int count) => [.. Enumerable.Range(0, count).Select(_ => random.Below(Shape.Words))];
    }
}
