using Assay.LanguageModels.Syntax;
using Assay.Training;

namespace Assay.LanguageModels.Tasks;

/// <summary>A kind of task as claims write it, such as <c>tuple-swap(depth: 3, distance: 8, syntax: python, names: words)</c>.</summary>
/// <param name="Text">The text.</param>
/// <param name="Shape">How hard its instances are.</param>
/// <param name="Syntax">How they are written.</param>
/// <param name="Names">Where names of variables are drawn from.</param>
internal sealed record TaskText(string Text, TaskShape Shape, ISyntax Syntax, string Names)
{
    private const ulong Any = 1;

    /// <summary>The families by their names in claims.</summary>
    public static IReadOnlyDictionary<string, TaskFamily> Families { get; } = new Dictionary<string, TaskFamily>
    {
        ["redefinition"] = TaskFamily.Redefinition,
        ["tuple-swap"] = TaskFamily.TupleSwap,
        ["temporary-swap"] = TaskFamily.TemporarySwap,
        ["xor-swap"] = TaskFamily.XorSwap,
        ["aliasing"] = TaskFamily.Aliasing,
        ["shadowing"] = TaskFamily.Shadowing,
    };

    /// <summary>Reads it.</summary>
    /// <exception cref="TrainingException">It is none, or the syntax cannot say it.</exception>
    public static TaskText Read(CallText call)
    {
        if (!Families.TryGetValue(call.Name, out var family))
        {
            throw call.Unknown("kind of task", [.. Families.Keys]);
        }

        call.AllowOnly(0, "depth", "distance", "distractors", "syntax", "names");
        var shape = new TaskShape(family, call.Whole("depth", 1, 0, TaskShape.Most), call.Whole("distance", 0, 0, TaskShape.Most), call.Whole("distractors", 0, 0, TaskShape.Most));
        var named = call.Find("syntax")?.OneOf([.. Syntaxes.All.Select(one => one.Name)]) ?? "python";
        var syntax = Syntaxes.All.Single(one => one.Name == named);
        if (!syntax.CanWrite(TaskGenerator.Make(shape with { Depth = Math.Max(1, shape.Depth) }, Any).Program))
        {
            throw CallSplitter.Wrong(call.Place, $"The syntax '{named}' cannot say '{call.Name}'.", "Choose another syntax: python can say all of them.");
        }

        var names = call.Find("names")?.OneOf(NamePool.Kinds) ?? (named == "registers" ? "registers" : "letters");
        return new TaskText(call.ToString(), shape, syntax, names);
    }

    /// <summary>An instance, with the names of its variables.</summary>
    public (TrackingTask Task, IReadOnlyList<string> Names) Make(ulong seed)
    {
        var task = TaskGenerator.Make(Shape, seed);
        return (task, NamePool.Draw(Names, task.Program.Variables, seed));
    }

    /// <summary>What a model is given: the program, and the beginning of the line that says what the variable holds.</summary>
    public string Prompt(TrackingProgram program, IReadOnlyList<string> names) => Syntax.Write(program, names) + Syntax.Asks(program, names);
}
