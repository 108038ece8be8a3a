using System.Net;
using System.Net.Sockets;
using Assay.Processes;
using Assay.Server.History;
using Assay.Server.Pool;
using Assay.Server.Runs;
using Assay.Server.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Assay.Server;

/// <summary>The server of Assay's page, while it runs.</summary>
public sealed class AssayServer : IAsyncDisposable
{
    private const int Connections = 1000;
    private const int PerCharacter = 6;
    private const int LookPlaces = 2;
    private static readonly TimeSpan StopTime = TimeSpan.FromSeconds(1);

    private readonly WebApplication _web;
    private readonly IReadOnlyList<IDisposable> _parts;

    private AssayServer(WebApplication web, IReadOnlyList<IDisposable> parts) => (_web, _parts) = (web, parts);

    /// <summary>The address to open.</summary>
    public Uri Address => new(_web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    /// <summary>Cancelled when the system asks the process to end.</summary>
    public CancellationToken Stopping => _web.Lifetime.ApplicationStopping;

    /// <summary>Starts a server.</summary>
    /// <exception cref="ServeException">The history cannot be opened, or the address cannot be listened on.</exception>
    public static async Task<AssayServer> StartAsync(ServeOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var limits = options.Limits;
        var history = OpenHistory(options.Folder, limits);
        var program = new WorkerProgram(options.Worker[0], [.. options.Worker.Skip(1)], limits.Memory);
        var deciding = new Lane(program, new FairGate(limits.Places, limits.Waiting, limits.WaitingPerClient), limits.Places);
        var looking = new Lane(program, new FairGate(LookPlaces, limits.Waiting, limits.WaitingPerClient), 1);
        var runs = new RunDesk(deciding, history, limits, TimeProvider.System);
        var server = new AssayServer(Create(options), [runs, deciding, looking, history]);
        new Endpoints(runs, new LookDesk(looking, limits), history, limits, server.Stopping).Map(server._web);
        try
        {
            await server._web.StartAsync().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or SocketException)
        {
            await server.DisposeAsync().ConfigureAwait(false);
            throw Unreachable(options, exception);
        }

        _ = Task.Run(deciding.Warm);
        return server;
    }

    /// <summary>Ends it: workers too, and whoever watches is let go.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var part in _parts.SkipLast(1))
            part.Dispose();
        using (var limit = new CancellationTokenSource(StopTime))
            await _web.StopAsync(limit.Token).ConfigureAwait(false);
        await _web.DisposeAsync().ConfigureAwait(false);
        _parts[^1].Dispose();
    }

    private static WebApplication Create(ServeOptions options)
    {
        // An empty builder reads no settings from files or the environment: what the command says is all that counts.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRoutingCore();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = StopTime);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxConcurrentConnections = Connections;
            kestrel.Limits.MaxRequestBodySize = (options.Limits.TextBytes * PerCharacter) + 1024;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
            kestrel.Listen(options.Address, options.Port);
        });
        var web = builder.Build();
        var guard = new Guard(options.Address);
        web.Use(next => context => guard.Pass(context, next));
        web.UseRouting();
        return web;
    }

    private static HistoryStore OpenHistory(string folder, ServeLimits limits)
    {
        try
        {
            return HistoryStore.Open(folder, limits.History);
        }
        catch (Exception exception) when (exception is Microsoft.Data.Sqlite.SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new ServeException($"The history in '{folder}' cannot be used: {exception.Message}", "Name another folder with --data.");
        }
    }

    private static ServeException Unreachable(ServeOptions options, Exception exception)
    {
        var cause = exception;
        while (cause is not SocketException && cause.InnerException is { } inner)
            cause = inner;
        return (cause as SocketException)?.SocketErrorCode switch
        {
            SocketError.AddressAlreadyInUse => new ServeException($"Port {options.Port} of {options.Address} is in use by another program.", "Choose another with --port, or take any that is free: --port 0"),
            SocketError.AccessDenied => new ServeException($"Port {options.Port} of {options.Address} is not open to you: {cause.Message}.", "Choose one from 1024 on with --port, or take any that is free: --port 0"),
            SocketError.AddressNotAvailable => new ServeException($"{options.Address} is no address of this machine.", "Name one that is with --bind."),
            _ => new ServeException($"Port {options.Port} of {options.Address} cannot be listened on: {cause.Message}", "Choose another with --port."),
        };
    }
}
