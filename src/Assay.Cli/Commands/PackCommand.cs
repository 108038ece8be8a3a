using System.CommandLine;
using System.Globalization;
using Assay.Claims;
using Assay.Cli.Reporters;
using Assay.Cli.Terminal;
using Assay.LanguageModels.Models;
using Assay.LanguageModels.Models.Recordings;
using Assay.Reporting;
using Assay.Running;

namespace Assay.Cli.Commands;

/// <summary><c>assay model pack</c>: recordings together in one compressed file, to be kept beside claims.</summary>
internal static class PackCommand
{
    private const int LabelWidth = 9;

    public static Command Create(Surroundings surroundings)
    {
        var files = new Argument<string[]>("FILE") { Description = "Recordings, of either kind.", Arity = ArgumentArity.OneOrMore };
        var output = new Option<string>("--out") { Description = $"The file to write; its name ends in {Recording.CompressedEnd}.", HelpName = "FILE", Required = true };
        var command = new TaughtCommand("pack", "Put recorded replies together in one sorted, compressed file, for claims about 'recorded(FILE)'.")
        {
            Examples = [($"assay model pack run.replies --out run{Recording.CompressedEnd}", "what 'assay model track --record run.replies' kept")],
        };
        command.Arguments.Add(files);
        UsageErrors.RefuseOptionsAs(files, command);
        command.Options.Add(output);
        command.SetAction(result => Pack(result.GetValue(files)!, result.GetValue(output)!, surroundings));
        return command;
    }

    private static int Pack(IReadOnlyList<string> files, string output, Surroundings surroundings)
    {
        try
        {
            var packed = new Recording();
            foreach (var file in files)
            {
                packed.AddAll(Recording.Load(file));
            }

            packed.Save(output);
            var fields = new FieldLines(surroundings.Sink(), LabelWidth);
            fields.Write("wrote", output);
            fields.Write("replies", string.Create(CultureInfo.InvariantCulture, $"{packed.Count:N0} of {string.Join(", ", packed.Models)}"));
            fields.Write("size", string.Create(CultureInfo.InvariantCulture, $"{new FileInfo(output).Length:N0} bytes"));
            return ExitCodes.AsExpected;
        }
        catch (ModelException exception)
        {
            ProblemLines.Write(new PlainSink(surroundings.Error, surroundings.Width), new Problem(Place.Whole("pack"), exception.Message));
            return ExitCodes.Unusable;
        }
    }
}
