using Assay.Cli;
using Assay.Cli.Terminal;
using Assay.TestSupport;

namespace Assay.Acceptance;

/// <summary>Runs the tool with a fake domain and catches what it writes.</summary>
internal sealed record Tool(FakeDomain Domain)
{
    /// <summary>What is expected of every run that waits for something.</summary>
    public const int Timeout = 120_000;

    public string Folder { get; init; } = ".";

    public CancellationToken Cancellation { get; init; }

    /// <summary>Environment variables; there are no others.</summary>
    public Dictionary<string, string> Variables { get; } = [];

    public (int Code, string Out, string Error) Run(params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var code = AssayTool.Run(arguments, new Surroundings
        {
            Out = output,
            Error = error,
            Folder = Folder,
            Cancellation = Cancellation,
            Variable = name => Variables.GetValueOrDefault(name),
            CreateDomains = _ => [Domain],
        });
        return (code, output.ToString(), error.ToString());
    }
}
