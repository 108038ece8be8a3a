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

    /// <summary>The commands, in the order of the help.</summary>
    public static IReadOnlyList<(string Name, Func<Surroundings, Command> Create)> All { get; } =
    [
        ("check", CheckCommand.Create),
        ("prove", ProveCommand.Create),
        ("equal", EqualCommand.Create),
        ("audit", AuditCommand.Create),
        ("drop", DropCommand.Create),
        ("explain", ExplainCommand.Create),
        ("replay", ReplayCommand.Create),
        ("shorten", ShortenCommand.Create),
        ("verify", VerifyCommand.Create),
        ("kernels", KernelsCommand.Create),
        ("matrix", MatrixCommand.Create),
        ("train", TrainCommand.Create),
        ("landscape", LandscapeCommand.Create),
        ("connect", ConnectCommand.Create),
        ("model", ModelCommand.Create),
        ("time-kernels", TimeKernelsCommand.Create),
        ("serve", ServeCommand.Create),
        ("work", WorkCommand.Create),
        ("worker", WorkerCommand.Create),
        ("cluster", ClusterCommand.Create),
        ("trials", TrialsCommand.Create),
        ("mcp", McpCommand.Create),
        ("new", NewCommand.Create),
    ];

    /// <summary>Creates the root.</summary>
    /// <param name="surroundings">Where results go.</param>
    /// <param name="only">The command that will run: others are left out, as it takes time to make them; null or an unknown name for all.</param>
    public static AssayCommand Create(Surroundings surroundings, string? only = null)
    {
        var root = new AssayCommand();
        var named = All.Where(command => command.Name == only).ToList();
        foreach (var (_, create) in named.Count > 0 ? named : All)
            root.Add(create(surroundings));
        root.Options.OfType<HelpOption>().Single().Action = new TeachingHelp();
        root.SetAction(result => new TeachingHelp().Invoke(result));
        return root;
    }
}
