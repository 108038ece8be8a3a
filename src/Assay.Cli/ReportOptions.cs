using System.CommandLine;

namespace Assay.Cli;

/// <summary>Options for reports beside the one on standard output.</summary>
internal sealed class ReportOptions
{
    private readonly Option<string?> _sarif = new("--sarif") { Description = "Write the results there as SARIF 2.1.0 too (docs/ci.md).", HelpName = "FILE" };
    private readonly Option<string?> _junit = new("--junit") { Description = "Write the results there as JUnit XML too.", HelpName = "FILE" };
    private readonly Option<string?> _html = new("--html") { Description = "Write pages to read there too: one for each document, and an index (docs/html.md).", HelpName = "FOLDER" };
    private readonly Option<bool> _github = new("--github") { Description = "Annotate the files in a GitHub workflow, and add a table to its summary." };

    /// <summary>Adds the options, and refuses what cannot be written before anything is decided.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in new[] { _sarif, _junit })
        {
            option.Validators.Add(result =>
            {
                if (result.Tokens is [var file] && WholeFile.Refuses(file.Value) is { } reason)
                    result.AddError($"{option.Name}: cannot write '{file.Value}': {reason} Name a file in a folder that can be written.");
            });
        }

        _html.Validators.Add(result =>
        {
            if (result.Tokens is [var folder] && SiteFolder.Refuses(folder.Value) is { } reason)
                result.AddError($"--html: cannot write into '{folder.Value}': {reason} Name a folder that is empty or new.");
        });
        command.Validators.Add(result =>
        {
            if (result.GetResult(_sarif)?.Tokens is [var sarif] && result.GetResult(_junit)?.Tokens is [var junit] && sarif.Value == junit.Value)
                result.AddError("--sarif and --junit name the same file. Give each its own.");
        });
        foreach (var option in new Option[] { _html, _sarif, _junit, _github })
            command.Options.Add(option);
    }

    /// <summary>Reads what was given.</summary>
    public ReportChoices Read(ParseResult result) => new()
    {
        Html = result.GetValue(_html),
        Sarif = result.GetValue(_sarif),
        JUnit = result.GetValue(_junit),
        IsGitHub = result.GetValue(_github),
    };
}
