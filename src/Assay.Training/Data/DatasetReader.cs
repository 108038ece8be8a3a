using Assay.Claims;

namespace Assay.Training.Data;

/// <summary>Reads descriptions of data.</summary>
internal static class DatasetReader
{
    // Where the Debian package dataset-fashion-mnist puts its files.
    private const string FashionFolder = "/usr/share/datasets/fashion-mnist";

    private const int MostSize = 1 << 20;

    private static readonly string[] Names = ["digits", "digits1d", "fashion", "mnist", "teacher"];
    private static readonly string[] Keys = ["samples", "test", "label", "target", "inputs"];

    public static DatasetRecipe Read(ClaimText text, string folder, NamedFiles allowed)
    {
        var parts = CallText.ParseList(text);
        if (parts.Count == 0 || parts[0].Key is not null)
        {
            throw CallSplitter.Wrong(text.Start, "A description of data starts with a dataset or a file.", $"Known: {string.Join(", ", Names)}; or x.npy, y.npy; or table.csv.");
        }

        var files = parts.TakeWhile(part => part.Key is null && IsFile(part.Text)).ToList();
        var rest = parts.Skip(Math.Max(1, files.Count)).ToList();
        var source = files.Count > 0 ? Files(files, rest, folder, allowed) : Named(parts[0].Call(), folder, allowed);
        var recipe = new DatasetRecipe(text.Text.Trim(), source) { Place = text.Start };
        foreach (var part in rest)
        {
            recipe = Change(recipe, part, isTable: files.Count == 1);
        }

        return recipe;
    }

    private static DatasetRecipe Change(DatasetRecipe recipe, CallArgument part, bool isTable)
    {
        switch (part.Key)
        {
            case "samples":
                return recipe with { Samples = part.Whole(1) };
            case "test":
                return recipe with { Test = part.Whole(1) };
            case "label" or "target" or "inputs" when isTable:
                return recipe;
            case "label" or "target" or "inputs":
                throw CallSplitter.Wrong(part.KeyPlace, $"'{part.Key}' names columns of a table, and there is none here.");
            case not null:
                throw CallSplitter.Wrong(part.KeyPlace, $"Data has no setting '{part.Key}'.", NearestSpelling.Advice(part.Key, Keys));
        }

        var call = part.Call();
        if (call.Name != "labels")
        {
            throw call.Unknown("change of data", ["labels"]);
        }

        call.AllowOnly(1, "noise");
        if (call.Positional is [var word])
        {
            word.OneOf("random");
        }

        return call.Positional.Count + call.Named.Count == 1
            ? recipe with { LabelNoise = call.Number("noise", 1, 0, 1) }
            : throw CallSplitter.Wrong(call.Place, "'labels' needs to know how many are random.", "Write labels(random) or labels(noise: 0.2).");
    }

    private static DatasetSource Named(CallText call, string folder, NamedFiles allowed)
    {
        switch (call.Name)
        {
            case "digits":
                call.AllowOnly(0, "split");
                return call.Find("split")?.OneOf("seeded", "standard") == "standard"
                    ? new DatasetSource("digits", () => Digits.Standard)
                    : new DatasetSource("digits", () => Digits.All, 500);
            case "mnist" or "fashion":
                call.AllowOnly(0, "folder");
                if (allowed.Refuses(call.Name, call.Place) is { } refusal)
                {
                    throw new TrainingException(refusal);
                }

                var place = call.Find("folder") is { } given ? Inside(given, folder, allowed) : call.Name == "fashion" ? FashionFolder : Path.Combine(folder, "mnist");
                return new DatasetSource(call.Name, () => IdxReader.Read(place));
            case "digits1d":
                call.AllowOnly(0, "n", "seed");
                var (count, seed) = (call.Whole("n", 5000, 2, MostSize), call.Whole("seed", 1));
                return new DatasetSource("digits1d", () => OneDimensionalDigits.Generate(count, (ulong)seed));
            case "teacher":
                return Teacher(call);
            default:
                throw call.Unknown("dataset", Names);
        }
    }

    private static DatasetSource Teacher(CallText call)
    {
        call.AllowOnly(0, "inputs", "width", "n", "noise", "outputs", "classes", "act", "seed");
        if (call.Find("outputs") is { } outputs && call.Find("classes") is not null)
        {
            throw CallSplitter.Wrong(outputs.KeyPlace, "A teacher has outputs or classes, not both.");
        }

        var teacher = new TeacherStudent(call.Whole("inputs", 20, 1, MostSize), call.Whole("width", 5, 1, MostSize), call.Whole("n", 1000, 2, MostSize))
        {
            Outputs = call.Find("classes")?.Whole(2, OwnData.MostClasses) ?? call.Whole("outputs", 1, 1, OwnData.MostClasses),
            HasLabels = call.Find("classes") is not null,
            IsRectified = call.Find("act")?.OneOf("tanh", "relu") == "relu",
            Noise = call.Number("noise", 0),
        };
        MemoryLimit.Check(call.Place, MemoryLimit.Product([teacher.Inputs, Math.Max(teacher.Count, teacher.Width)]), sizeof(float));
        MemoryLimit.Check(call.Place, MemoryLimit.Product([teacher.Outputs, Math.Max(teacher.Count, teacher.Width)]), sizeof(float));
        var seed = (ulong)call.Whole("seed", 1);
        return new DatasetSource("teacher", () => teacher.Generate(seed));
    }

    private static DatasetSource Files(List<CallArgument> files, List<CallArgument> rest, string folder, NamedFiles allowed)
    {
        var paths = files.ConvertAll(file => Inside(file, folder, allowed));
        var isArray = paths.ConvertAll(path => Path.GetExtension(path).Equals(".npy", StringComparison.OrdinalIgnoreCase));
        if (paths.Count == 2 && isArray[0] && isArray[1])
        {
            return new DatasetSource(files[0].Text, () => OwnData.ReadNpy(paths[0], paths[1]));
        }

        if (paths.Count != 1 || isArray[0])
        {
            throw CallSplitter.Wrong(files[0].Place, "Data is one table, or two arrays: inputs and labels.", "Write table.csv, or x.npy, y.npy.");
        }

        var (label, target) = (rest.Find(part => part.Key == "label"), rest.Find(part => part.Key == "target"));
        if (label is not null && target is not null)
        {
            throw CallSplitter.Wrong(target.KeyPlace, "A table has a label or a target, not both.");
        }

        var inputs = rest.Find(part => part.Key == "inputs") is { } columns ? Columns(columns) : null;
        return new DatasetSource(files[0].Text, () => OwnData.ReadCsv(paths[0], (label ?? target)?.Text, inputs, target is null));
    }

    private static string[] Columns(CallArgument columns) => columns.Text is ['(', .. var inside, ')']
        ? inside.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        : [columns.Text];

    private static bool IsFile(string text) => !text.Contains('(') && (text.Contains('.') || text.Contains('/'));

    /// <summary>The path of a file that stands in a folder or below it.</summary>
    public static string Inside(CallArgument file, string folder, NamedFiles allowed)
    {
        var (path, problem) = allowed.Find(folder, file.Text, file.Place);
        return path ?? throw new TrainingException(problem!);
    }
}
