using System.Text;
using Assay.Cli;
using Assay.Cli.Terminal;
using Assay.Running;

namespace Assay.Acceptance;

public sealed class FullDiskTests
{
    [Theory]
    [InlineData("matrix", "[[1, 2], [3, 4]]")]
    [InlineData("--version")]
    public void Output_without_room_is_said_to_be_so(params string[] arguments)
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "There is no device that is always full.");
        var output = new StreamWriter("/dev/full", Encoding.UTF8, new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.Write, BufferSize = 0 });
        using var error = new StringWriter { NewLine = "\n" };

        var code = AssayTool.Run(arguments, new Surroundings { Out = output, Error = error, Cancellation = TestContext.Current.CancellationToken });

        Assert.Equal(ExitCodes.Unusable, code);
        Assert.Contains("The output cannot be written", error.ToString(), StringComparison.Ordinal);
    }
}
