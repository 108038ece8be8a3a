using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Assay.Cli;

/// <summary>Help that ends with examples, and for the root with the meaning of exit codes.</summary>
internal sealed class TeachingHelp : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        new HelpAction().Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        var command = parseResult.CommandResult.Command;
        if (command is ITaught { Examples.Count: > 0 } taught)
            WriteExamples(output, taught);
        if (command is RootCommand)
            WriteExitCodes(output);
        return 0;
    }

    private static void WriteExamples(TextWriter output, ITaught taught)
    {
        output.WriteLine("Examples:");
        foreach (var (line, meaning) in taught.Examples)
        {
            output.WriteLine($"  {line}");
            output.WriteLine($"      {meaning}");
        }

        output.WriteLine();
    }

    private static void WriteExitCodes(TextWriter output)
    {
        output.WriteLine("Exit codes:");
        output.WriteLine("  0    all claims are as expected");
        output.WriteLine("  1    a verdict differs from 'expect', or is refuted where nothing was expected");
        output.WriteLine("  2    undecided, and not expected to be");
        output.WriteLine("  3    unusable input, or no claim found");
        output.WriteLine("  70   a fault of Assay itself");
        output.WriteLine("  130  interrupted");
        output.WriteLine();
    }
}
