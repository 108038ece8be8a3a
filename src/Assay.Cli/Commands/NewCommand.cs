using System.CommandLine;
using Assay.Claims;
using Assay.Cli.Terminal;
using Assay.Reporting;
using Assay.Running;

namespace Assay.Cli.Commands;

/// <summary><c>assay new [FILE]</c>: three claims to start from.</summary>
internal static class NewCommand
{
    public static Command Create(Surroundings surroundings)
    {
        var file = new Argument<string>("FILE") { Description = "The file to write.", DefaultValueFactory = _ => "claims.md" };
        var force = new Option<bool>("--force") { Description = "Replace the file if it exists." };
        var command = new TaughtCommand("new", "Write three commented claims to start from.")
        {
            Examples =
            [
                ("assay new", "writes claims.md; then 'assay check claims.md' checks it"),
                ("assay new docs/bits.md --force", "another file, replaced if it exists"),
            ],
        };
        command.Arguments.Add(file);
        command.Options.Add(force);
        UsageErrors.RefuseOptionsAs(file, command);
        command.SetAction(result => Write(result.GetRequiredValue(file), result.GetValue(force), surroundings));
        return command;
    }

    private static int Write(string file, bool force, Surroundings surroundings)
    {
        try
        {
            using var stream = new FileStream(file, force ? FileMode.Create : FileMode.CreateNew, FileAccess.Write);
            stream.Write(System.Text.Encoding.UTF8.GetBytes(StarterClaims.Text));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            var exists = !force && File.Exists(file);
            var problem = exists
                ? new Problem(Place.Whole(file), "The file exists already.", "Choose another name, or replace it with --force.")
                : new Problem(Place.Whole(file), $"The file cannot be written: {exception.Message}");
            ProblemLines.Write(new PlainSink(surroundings.Error, surroundings.Width), problem);
            return ExitCodes.Unusable;
        }

        surroundings.Sink().Write(new StyledLine().Add("Wrote ").Add(file, Tone.Strong).Add($". Next: {ShellWord.Line(["assay", "check", file])}"));
        return ExitCodes.AsExpected;
    }
}
