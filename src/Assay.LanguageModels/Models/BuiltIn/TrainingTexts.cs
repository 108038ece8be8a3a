using Assay.LanguageModels.Syntax;
using Assay.LanguageModels.Tasks;
using Assay.LanguageModels.Transformers;
using Assay.Statistics;

namespace Assay.LanguageModels.Models.BuiltIn;

/// <summary>The programs that a built-in model learns from, and questions about what variables hold behind each of their lines.</summary>
/// <param name="recipe">Which ones.</param>
internal sealed class TrainingTexts(BuiltInRecipe recipe)
{
    private const ulong Purpose = 0x7A5C_0004;

    // Above all seeds of instances that are asked in claims, which count from 1.
    private const ulong First = 1UL << 40;

    private static readonly PythonSyntax Syntax = new();

    /// <summary>One of them, with its questions.</summary>
    public TokenSequence Make(long index)
    {
        var seed = First + ((ulong)recipe.Seed << 41) + (ulong)index;
        var random = new Philox(seed, Purpose);
        var program = TaskGenerator.Make(Shape(random), seed).Program;
        var names = NamePool.Draw(recipe.Names, program.Variables, seed);
        var words = Vocabulary.Read(Syntax.Write(program, names));
        var sequence = new TokenSequence(words);
        int[] ends = [.. Enumerable.Range(1, words.Length).Where(count => Vocabulary.Words[words[count - 1]] == "\n")];
        for (var i = 0; i < recipe.Questions; i++)
        {
            // Each line is a step. Half of the questions stand at the end, as those of tasks do.
            var lines = i % 2 == 0 ? ends.Length : 1 + random.Below(ends.Length);
            var values = Machine.Run(program with { Steps = [.. program.Steps.Take(lines)] });
            int[] known = [.. Enumerable.Range(0, values.Length).Where(variable => values[variable] is not null)];
            var asked = known[random.Below(known.Length)];
            var question = Vocabulary.Read(Syntax.Asks(program with { Asked = asked }, names));
            sequence.Ask(ends[lines - 1], question, values[asked]!.Value);
        }

        return sequence;
    }

    private TaskShape Shape(Philox random)
    {
        var family = recipe.Families.Count == 0 ? TaskFamily.Redefinition : TaskText.Families[recipe.Families[random.Below(recipe.Families.Count)]];
        return new TaskShape(family, Within(recipe.Depth), Within(recipe.Distance), Within(recipe.Distractors));

        int Within(WholeRange range) => range.Least + random.Below(range.Most - range.Least + 1);
    }
}
