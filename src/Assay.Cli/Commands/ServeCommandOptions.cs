using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Net;
using Assay.Running;
using Assay.Server;

namespace Assay.Cli.Commands;

/// <summary>The options of <c>assay serve</c>.</summary>
internal sealed class ServeCommandOptions
{
    private const int MostPort = 65535;
    private const int MostAtOnce = 64;
    private const long LeastMemory = 200L << 20;
    private static readonly TimeSpan LeastTime = TimeSpan.FromSeconds(1);

    private readonly Option<int> _port = new("--port") { Description = "The port to listen on; 0 for any that is free.", HelpName = "N" };

    private readonly Option<IPAddress> _bind = new("--bind")
    {
        Description = "The address to listen on. Any but 127.0.0.1 lets others in.",
        HelpName = "ADDRESS",
        DefaultValueFactory = _ => IPAddress.Loopback,
        CustomParser = result =>
        {
            if (IPAddress.TryParse(result.Tokens[0].Value, out var address))
                return address;
            result.AddError($"--bind: '{result.Tokens[0].Value}' is no address. Write it as in: 192.168.1.20, or 0.0.0.0 for all.");
            return null;
        },
    };

    private readonly Option<string?> _data = new("--data") { Description = "The folder of the history; your own data folder unless said.", HelpName = "FOLDER" };

    private readonly Option<TimeSpan?> _time = new("--time")
    {
        Description = "The time for one submission, as in \"2 min\"; 60 s unless said.",
        HelpName = "TEXT",
        CustomParser = result => Budget<TimeSpan>(result, "--time", "a time of a second or more, as in \"60 s\"", budget => budget is { Time: { } time, Memory: null, Seeds: null } && time >= LeastTime ? time : null),
    };

    private readonly Option<long?> _memory = new("--memory")
    {
        Description = "The memory for one submission, as in \"2 GB\"; 1 GB unless said.",
        HelpName = "TEXT",
        CustomParser = result => Budget<long>(result, "--memory", "200 MB or more, as in \"2 GB\"", budget => budget is { Time: null, Memory: { } memory, Seeds: null } && memory >= LeastMemory ? memory : null),
    };

    private readonly Option<int?> _atOnce = new("--at-once") { Description = "How many submissions are decided at a time; one for each processor unless said.", HelpName = "N" };

    public ServeCommandOptions()
    {
        Whole(_port, 0, MostPort);
        Whole(_atOnce, 2, MostAtOnce);
        _data.Validators.Add(result =>
        {
            if (result.Tokens is [var folder] && WritableFolder.Refuses(folder.Value) is { } reason)
                result.AddError($"--data: the history cannot be kept in '{folder.Value}': {reason} Name a folder that can be written.");
        });
    }

    /// <summary>Adds the options.</summary>
    /// <param name="command">The command.</param>
    /// <param name="usualPort">The port unless said.</param>
    public void AddTo(Command command, int usualPort)
    {
        _port.DefaultValueFactory = _ => usualPort;
        foreach (var option in new Option[] { _port, _bind, _data, _time, _memory, _atOnce })
            command.Options.Add(option);
    }

    /// <summary>Reads what was given.</summary>
    public ServeOptions Read(ParseResult result) => new()
    {
        Address = result.GetValue(_bind)!,
        Port = result.GetValue(_port),
        Folder = result.GetValue(_data) ?? OwnFolder(),
        Worker = [.. OwnProgram.Words(), "work"],
        Limits = Limits(result),
    };

    private ServeLimits Limits(ParseResult result)
    {
        var usual = new ServeLimits();
        return usual with
        {
            Time = result.GetValue(_time) ?? usual.Time,
            Memory = result.GetValue(_memory) ?? usual.Memory,
            Places = result.GetValue(_atOnce) ?? usual.Places,
        };
    }

    // Where a user's data belongs: XDG_DATA_HOME or ~/.local/share, and what corresponds elsewhere.
    private static string OwnFolder()
    {
        var own = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return own.Length > 0 ? Path.Combine(own, "assay") : "";
    }

    private static T? Budget<T>(ArgumentResult result, string name, string form, Func<BudgetText, T?> value)
        where T : struct
    {
        if (BudgetText.Parse(result.Tokens[0].Value, out _) is { } budget && value(budget) is { } found)
            return found;
        result.AddError($"{name}: {form} is needed.");
        return null;
    }

    private static void Whole(Option option, int least, int most) => option.Validators.Add(result =>
    {
        if (result.Tokens is [var token] && !(int.TryParse(token.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most))
            result.AddError(string.Create(CultureInfo.InvariantCulture, $"{option.Name}: a whole number from {least} to {most} is needed."));
    });
}
