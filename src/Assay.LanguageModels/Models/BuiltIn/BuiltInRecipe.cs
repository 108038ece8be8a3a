using System.Globalization;
using Assay.Claims;
using Assay.LanguageModels.Tasks;
using Assay.LanguageModels.Transformers;
using Assay.Training;
using Assay.Verdicts;

namespace Assay.LanguageModels.Models.BuiltIn;

/// <summary>
/// How a built-in model is trained, as claims write it: <c>built-in(trained: redefinition+tuple-swap, depth: 0..4, steps: 2500)</c>.
/// </summary>
/// <param name="Families">What programs it sees; none for assignments alone, where no variable is ever given a second value.</param>
/// <param name="Depth">How often a variable of these programs changes.</param>
/// <param name="Distance">How many statements about others stand behind.</param>
/// <param name="Distractors">How often two others change.</param>
/// <param name="Names">The kind of names of variables.</param>
/// <param name="Shape">The size of the transformer.</param>
/// <param name="Steps">How many steps it is trained.</param>
/// <param name="Batch">How many programs each step sees.</param>
/// <param name="Questions">How many questions are asked about each.</param>
/// <param name="Rate">The rate of Adam after the warm-up.</param>
/// <param name="Seed">Decides the start and the programs.</param>
internal sealed record BuiltInRecipe(
    IReadOnlyList<string> Families, WholeRange Depth, WholeRange Distance, WholeRange Distractors, string Names,
    TransformerShape Shape, int Steps, int Batch, int Questions, double Rate, int Seed)
{
    /// <summary>What is written for assignments alone.</summary>
    public const string Assignments = "assignments";

    // Programs of these have the words that built-in models know.
    private static readonly string[] Known = ["redefinition", "tuple-swap", "temporary-swap", "xor-swap"];

    /// <summary>Reads it.</summary>
    /// <exception cref="TrainingException">It is none.</exception>
    public static BuiltInRecipe Read(CallText call)
    {
        call.AllowOnly(0, "trained", "depth", "distance", "distractors", "names", "layers", "width", "heads", "hidden", "reach", "steps", "batch", "questions", "rate", "seed");
        var families = FamiliesOf(call);
        if (families.Count == 0 && (call.Find("depth") ?? call.Find("distance") ?? call.Find("distractors")) is { } senseless)
        {
            throw CallSplitter.Wrong(senseless.KeyPlace, $"'{senseless.Key}' has no meaning where nothing is trained but assignments.");
        }

        var width = call.Whole("width", 32, 4, 1024);
        var heads = call.Whole("heads", 2, 1, 64);
        if (width % (2 * heads) != 0)
        {
            throw CallSplitter.Wrong(call.Place, $"{heads} heads do not share a width of {width} in pairs.", "Choose a width that is a multiple of twice the number of heads.");
        }

        return new BuiltInRecipe(
            families,
            families.Count == 0 ? default : WholeRange.Read(call, "depth", new(0, 4), TaskShape.Most),
            families.Count == 0 ? default : WholeRange.Read(call, "distance", new(0, 4), TaskShape.Most),
            WholeRange.Read(call, "distractors", default, TaskShape.Most),
            call.Find("names")?.OneOf(NamePool.Kinds) ?? "letters",
            new TransformerShape(Vocabulary.Words.Count, call.Whole("layers", 2, 1, 32), width, heads, call.Whole("hidden", width, 1, 4096), call.Whole("reach", 3, 1, 64)),
            call.Whole("steps", 1200, 1), call.Whole("batch", 16, 1, 4096), call.Whole("questions", 16, 1, 256),
            call.Number("rate", 0.01, 0, 1), call.Whole("seed", 1));
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"built-in(layers: {Shape.Layers}, width: {Shape.Width}, heads: {Shape.Heads}, hidden: {Shape.Hidden}, reach: {Shape.Reach}, trained: {Trained}, names: {Names}, steps: {Steps}, batch: {Batch}, questions: {Questions}, rate: {DoubleText.Of(Rate)}, seed: {Seed})");

    private string Trained => Families.Count == 0 ? Assignments : $"{string.Join('+', Families)}, depth: {Depth}, distance: {Distance}, distractors: {Distractors}";

    private static IReadOnlyList<string> FamiliesOf(CallText call)
    {
        if (call.Find("trained") is not { } trained)
        {
            return Known[..1];
        }

        if (trained.Text == Assignments)
        {
            return [];
        }

        string[] families = [.. trained.Text.Split('+', StringSplitOptions.TrimEntries)];
        return families.FirstOrDefault(family => !Known.Contains(family)) is { } unknown
            ? throw CallSplitter.Wrong(trained.Place, $"Nothing called '{CallSplitter.Shown(unknown)}' can be trained.", NearestSpelling.Advice(unknown, [.. Known, Assignments]))
            : families;
    }
}
