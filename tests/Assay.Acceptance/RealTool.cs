using Assay.Cli;
using Assay.Cli.Terminal;

namespace Assay.Acceptance;

/// <summary>Runs the tool with its real domains.</summary>
internal static class RealTool
{
    public static (int Code, string Output) Run(params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        var code = AssayTool.Run(arguments, new Surroundings
        {
            Out = output,
            Error = output,
            Cancellation = TestContext.Current.CancellationToken,
        });
        return (code, output.ToString());
    }
}
