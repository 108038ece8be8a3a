using System.Text;
using Assay.Claims;
using Assay.Reporting;
using Assay.Running;

namespace Assay.Cli.Terminal;

/// <summary>Everything around the tool: where results and progress go, and what these places can show.</summary>
internal sealed record Surroundings
{
    private const int WidthWhenUnknown = 80;

    /// <summary>Where results go.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>Where progress and usage errors go.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Where the report for machines goes besides, the one that <c>--json</c> writes; null for nowhere.</summary>
    public TextWriter? Machine { get; init; }

    /// <summary>Hears of progress besides, on the deciders' threads; null for nobody.</summary>
    public IProgress<ProgressReport>? Progress { get; init; }

    /// <summary>The most that a claim may use, whatever it says itself; null for no such limit.</summary>
    public Budget? MostBudget { get; init; }

    /// <summary>Whether results may be coloured.</summary>
    public bool Colours { get; init; }

    /// <summary>Whether progress may be drawn and erased again.</summary>
    public bool Animation { get; init; }

    /// <summary>Columns of the terminal.</summary>
    public int Width { get; init; } = WidthWhenUnknown;

    /// <summary>The folder that is meant when a command names none.</summary>
    public string Folder { get; init; } = ".";

    /// <summary>What places in documents are shown as, where these were made of something else.</summary>
    public Func<Place, Place> Shown { get; init; } = place => place;

    /// <summary>The command line that shows the result of a claim again, where that of the command would name files that nobody has; null for the command's own.</summary>
    public Func<Claim, string?>? Replay { get; init; }

    /// <summary>Cancelled when the user wants to stop.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>The value of an environment variable, or null; tests give others.</summary>
    public Func<string, string?> Variable { get; init; } = Environment.GetEnvironmentVariable;

    /// <summary>The folder of the user's own caches; null for none.</summary>
    public string? Cache { get; init; }

    /// <summary>Makes the domains; tests give others.</summary>
    public Func<DomainOptions, IReadOnlyList<IDomain>> CreateDomains { get; init; } = Domains.Create;

    /// <summary>A sink for reports on <see cref="Out"/>.</summary>
    public IReportSink Sink() => Colours ? new ConsoleSink(Out, Width) : new PlainSink(Out, Width);

    /// <summary>The surroundings of a real process.</summary>
    public static Surroundings OfProcess(CancellationToken cancellation)
    {
        var isDumb = Environment.GetEnvironmentVariable("TERM") == "dumb";
        var plain = isDumb || Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 };
        return new Surroundings
        {
            Out = Writer(Console.OpenStandardOutput(), autoFlush: false),
            Error = Writer(Console.OpenStandardError(), autoFlush: true),
            Colours = !plain && !Console.IsOutputRedirected,
            Animation = !isDumb && !Console.IsErrorRedirected,
            Width = Console.IsOutputRedirected ? WidthWhenUnknown : TerminalWidth(),
            Cancellation = cancellation,
            Cache = CacheFolder.Of(Environment.GetEnvironmentVariable),
        };
    }

    // The encoding of the console may be ASCII in a bare environment; reports always are UTF-8.
    private static StreamWriter Writer(Stream stream, bool autoFlush) =>
        new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = autoFlush, NewLine = "\n" };

    private static int TerminalWidth()
    {
        try
        {
            return Console.WindowWidth is > 0 and var width ? width : WidthWhenUnknown;
        }
        catch (IOException)
        {
            return WidthWhenUnknown;
        }
    }
}
