using System.CommandLine;
using System.CommandLine.Help;
using Assay.Cli.Terminal;

namespace Assay.Cli.Commands;

/// <summary>The root: <c>assay</c> with its commands.</summary>
internal sealed class AssayCommand() : RootCommand("Puts technical claims to the test: a proof, a smallest counterexample, or a measurement."), ITaught
{
    /// <inheritdoc/>
    public IReadOnlyList<(string Line, string Meaning)> Examples { get; } =
    [
        ("assay new", "write three claims to start from, into claims.md"),
        ("assay check", "check every claim in the current folder"),
        ("assay prove \"x + 1 > x\" --for-all \"int x\"", "one claim without a file"),
        ("assay equal before.cs after.cs", "do two functions return the same"),
    ];

    /// <summary>Creates the root with all commands.</summary>
    public static AssayCommand Create(Surroundings surroundings)
    {
        var root = new AssayCommand
        {
            CheckCommand.Create(surroundings),
            ProveCommand.Create(surroundings),
            EqualCommand.Create(surroundings),
            AuditCommand.Create(surroundings),
            DropCommand.Create(surroundings),
            ExplainCommand.Create(surroundings),
            ReplayCommand.Create(surroundings),
            ShortenCommand.Create(surroundings),
            VerifyCommand.Create(surroundings),
            KernelsCommand.Create(surroundings),
            MatrixCommand.Create(surroundings),
            TrainCommand.Create(surroundings),
            LandscapeCommand.Create(surroundings),
            ConnectCommand.Create(surroundings),
            ModelCommand.Create(surroundings),
            TimeKernelsCommand.Create(surroundings),
            ServeCommand.Create(surroundings),
            WorkCommand.Create(surroundings),
            NewCommand.Create(surroundings),
        };
        root.Options.OfType<HelpOption>().Single().Action = new TeachingHelp();
        root.SetAction(result => new TeachingHelp().Invoke(result));
        return root;
    }
}
