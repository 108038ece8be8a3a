using Assay.Cli;
using Assay.Cli.Terminal;

namespace Assay.Acceptance;

/// <summary>Runs the tool with its real domains.</summary>
internal static class RealTool
{
    /// <summary>Runs it without a cache of verdicts: everything is decided.</summary>
    public static (int Code, string Output) Run(params string[] arguments) => RunWithCache(null, arguments);

    /// <summary>Runs it with a cache in a folder.</summary>
    public static (int Code, string Output) RunWithCache(string? folder, params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        var code = AssayTool.Run(arguments, new Surroundings
        {
            Out = output,
            Error = output,
            Cache = folder,
            Cancellation = TestContext.Current.CancellationToken,
        });
        return (code, output.ToString());
    }
}
