using System.CommandLine;
using System.Globalization;
using Assay.Claims;
using Assay.Programs.Synthesis;

namespace Assay.Cli;

/// <summary>The options of <c>assay kernels</c>.</summary>
internal sealed class KernelsOptions
{
    public Option<string> Instructions { get; } = new("--instructions")
    {
        Description = $"The instruction set: {string.Join("; ", SortingKernels.InstructionSets.Select(set => $"{set.Key} ({string.Join(' ', set.Value)})"))}.",
        HelpName = "NAME",
        DefaultValueFactory = _ => "cmov",
    };

    public Option<int> Spare { get; } = new("--spare") { Description = "The number of spare registers.", HelpName = "K", DefaultValueFactory = _ => 1 };

    public Option<string> SpareStarts { get; } = new("--spare-starts")
    {
        Description = "What spare registers hold at the start: undefined, or least, less than all values, as published enumerations assume.",
        HelpName = "WHAT",
        DefaultValueFactory = _ => "undefined",
    };

    public Option<int?> Length { get; } = new("--length") { Description = "Ask only whether there is a kernel of at most so many instructions.", HelpName = "L" };

    public Option<bool> Count { get; } = new("--count") { Description = "Count all shortest kernels, and those that sort equal values too." };

    public Option<string?> List { get; } = new("--list") { Description = "Write the counted kernels there, one file each, 100,000 at most.", HelpName = "FOLDER" };

    public Option<string?> Best { get; } = new("--best")
    {
        Description = $"Choose among the counted kernels the best for a processor, by a model of it: {string.Join(", ", SortingKernels.Processors)}.",
        HelpName = "PROCESSOR",
    };

    public Option<bool> Measure { get; } = new("--measure") { Description = "Run the 20 best by the model, in a process of their own, and choose the fastest." };

    public Option<string> Emit { get; } = new("--emit")
    {
        Description = $"How the kernel is written: {string.Join(", ", SortingKernels.Languages)}.",
        HelpName = "LANGUAGE",
        DefaultValueFactory = _ => "text",
    };

    public Option<string?> Output { get; } = new("--output") { Description = "Write the kernel, and nothing else, there.", HelpName = "FILE" };

    public Option<string?> Certificate { get; } = new("--certificate") { Description = "Leave the layers there as they are finished, and the certificate, for 'assay verify'.", HelpName = "FOLDER" };

    public Option<bool> Resume { get; } = new("--resume") { Description = "Go on from the layers in that folder." };

    public Option<int> Memory { get; } = new("--memory") { Description = "Gigabytes that the search may use.", HelpName = "GB", DefaultValueFactory = _ => 8 };

    public Option<bool> Json { get; } = new("--json") { Description = "Write the answer as JSON (docs/kernel-search.md) and nothing else." };

    public KernelsOptions()
    {
        Check(Instructions, SortingKernels.InstructionSets.Keys);
        Check(Emit, SortingKernels.Languages);
        Check(Best, SortingKernels.Processors);
        Check(SpareStarts, ["undefined", "least"]);
        Within(Spare, 0, 3);
        Within(Length, 0, 100);
        Within(Memory, 1, 1024);
        List.Validators.Add(result =>
        {
            if (result.Tokens is [var folder] && Directory.Exists(folder.Value) && Directory.EnumerateFileSystemEntries(folder.Value).Any())
                result.AddError($"--list: there are files in '{folder.Value}', and kernels would mix with them. Name an empty folder.");
        });
        Output.Validators.Add(result =>
        {
            if (result.Tokens is [var file] && (Directory.Exists(file.Value) || !Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(file.Value)))))
                result.AddError($"--output: cannot write '{file.Value}'. Name a file in a folder that exists.");
        });
        foreach (var option in new[] { Certificate, List })
        {
            option.Validators.Add(result =>
            {
                if (result.Tokens is [var folder] && WritableFolder.Refuses(folder.Value) is { } reason)
                    result.AddError($"{option.Name}: cannot write into '{folder.Value}': {reason} Name a folder that can be written.");
            });
        }
    }

    /// <summary>Adds the options to the command, with the rules between them.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { Instructions, Spare, SpareStarts, Length, Count, Best, Measure, Emit, Output, List, Certificate, Resume, Memory, Json })
            command.Options.Add(option);
        command.Validators.Add(result =>
        {
            if (result.GetValue(List) is not null && !result.GetValue(Count))
                result.AddError("--list: only counted kernels are listed. Add --count.");
            if (result.GetValue(Best) is not null && !result.GetValue(Count))
                result.AddError("--best: the choice is among counted kernels. Add --count.");
            if (result.GetValue(Measure) && result.GetValue(Best) is null)
                result.AddError("--measure: what the model likes best is measured. Add --best PROCESSOR.");
            if (result.GetValue(Measure) && KernelTimer.Obstacle is { } obstacle)
                result.AddError($"--measure: {obstacle}.");
            if (result.GetValue(Resume) && result.GetValue(Certificate) is null)
                result.AddError("--resume: there is no folder to go on from. Name it with --certificate FOLDER.");
            if (result.GetValue(Count) && result.GetValue(Length) is not null)
                result.AddError("--count: only shortest kernels are counted. Leave --length out.");
        });
    }

    /// <summary>Reads what was given.</summary>
    public KernelRequest Read(ParseResult result, int values) => new(values)
    {
        Spares = result.GetValue(Spare),
        Instructions = result.GetValue(Instructions)!,
        SparesStartLeast = result.GetValue(SpareStarts) == "least",
        Length = result.GetValue(Length),
        Language = result.GetValue(Emit)!,
        Processor = result.GetValue(Best),
        Counts = result.GetValue(Count),
        Folder = result.GetValue(Certificate),
        Resumes = result.GetValue(Resume),
        Memory = (long)result.GetValue(Memory) << 30,
    };

    private static void Check<T>(Option<T> option, IEnumerable<string> names) => option.Validators.Add(result =>
    {
        if (result.Tokens is [var given] && !names.Contains(given.Value))
            result.AddError($"{option.Name}: there is no '{given.Value}'. {NearestSpelling.Advice(given.Value, [.. names])}");
    });

    private static void Within(Option option, int least, int most) => option.Validators.Add(result =>
    {
        if (result.Tokens is [var given] && (!int.TryParse(given.Value, CultureInfo.InvariantCulture, out var number) || number < least || number > most))
            result.AddError($"{option.Name}: '{given.Value}' is not a number from {least} to {most}.");
    });
}
