using Assay.LanguageModels.Models.BuiltIn;
using Assay.LanguageModels.Tasks;
using Assay.Training;

namespace Assay.LanguageModels.Tests.Models;

public sealed class BuiltInRecipeTests
{
    [Theory]
    [InlineData("built-in")]
    [InlineData("built-in(trained: assignments, seed: 3)")]
    [InlineData("built-in(trained: tuple-swap+temporary-swap, depth: 1..3, distance: 2, distractors: 0..1, layers: 3, width: 48, heads: 3, reach: 9, names: words, rate: 0.0025)")]
    public void Its_name_is_read_back(string text)
    {
        var name = Read(text).ToString();
        Assert.Equal(name, Read(name).ToString());
    }

    [Theory]
    [InlineData("built-in(trained: redefinitions)")]
    [InlineData("built-in(trained: aliasing)")]
    [InlineData("built-in(trained: assignments, depth: 1..2)")]
    [InlineData("built-in(depth: 4..2)")]
    [InlineData("built-in(depth: 0..65)")]
    [InlineData("built-in(depth: few)")]
    [InlineData("built-in(width: 32, heads: 3)")]
    [InlineData("built-in(colour: red)")]
    public void What_has_no_sense_is_refused(string text) => Assert.Throws<TrainingException>(() => Read(text));

    [Fact]
    public async Task Texts_are_programs_of_the_recipe_with_true_answers()
    {
        var texts = new TrainingTexts(Read("built-in(trained: redefinition+tuple-swap, depth: 1..3, distance: 0..2)"));
        for (var index = 0; index < 40; index++)
        {
            var sequence = texts.Make(index);
            Assert.Equal(16, sequence.Answers.Count);
            foreach (var answer in sequence.Answers)
            {
                // What stands before the question, and the question, is a prompt that the model of these tests reads line by line.
                var place = sequence.Places[answer.Token];
                var words = sequence.Words.Take(place.Shared).Concat(sequence.Words.Skip(place.Own).Take(answer.Token + 1 - place.Own)).Select(word => Vocabulary.Words[word]);
                var prompt = string.Join(' ', words).Replace(" \n ", "\n", StringComparison.Ordinal).Replace(" ,", ",", StringComparison.Ordinal);
                var said = await new ReadingModel().Ask(new(prompt, 1, 0, true), TestContext.Current.CancellationToken);
                Assert.Equal(Vocabulary.Words[answer.Word], said.Text);
            }
        }
    }

    [Fact]
    public void Assignments_alone_give_no_variable_a_second_value()
    {
        var texts = new TrainingTexts(Read("built-in(trained: assignments)"));
        for (var index = 0; index < 40; index++)
        {
            var sequence = texts.Make(index);
            var given = Enumerable.Range(0, sequence.TextLength).Where(i => Vocabulary.Words[sequence.Words[i]] == "=").Select(i => sequence.Words[i - 1]).ToList();
            Assert.Equal(5, given.Count);
            Assert.Equal(given, given.Distinct());
        }
    }

    [Theory]
    [InlineData("redefinition")]
    [InlineData("tuple-swap")]
    [InlineData("temporary-swap")]
    [InlineData("xor-swap")]
    public void The_vocabulary_has_all_words_of_these_families(string family)
    {
        foreach (var kind in NamePool.Kinds)
        {
            var task = TaskText.Read(CallText.Parse($"{family}(depth: 2, distance: 2, names: {kind})"));
            var (instance, names) = task.Make(5);
            var prompt = task.Prompt(instance.Program, names);
            Assert.Equal(string.Concat(prompt.Where(letter => letter != ' ')), string.Concat(Vocabulary.Read(prompt).Select(word => Vocabulary.Words[word])));
        }

        Assert.Equal(Vocabulary.Words, Vocabulary.Words.Distinct());
    }

    private static BuiltInRecipe Read(string text) => BuiltInRecipe.Read(CallText.Parse(text));
}
