using System.Net;
using KerberosGen.Protocol;
using KerberosGen.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace KerberosGen.Kdc;

/// <summary>
/// The administration of a running KDC: HTTP and JSON on a Unix socket. It needs no password of its own: the socket is in a
/// directory that only the KDC's user can open.
/// </summary>
internal sealed class AdministrationServer : IAsyncDisposable
{
    /// <summary>The largest request that is not a stream, in bytes.</summary>
    public const int MaxRequestSize = 64 * 1024;

    private static readonly TimeSpan DrainTimeout = TimeSpan.FromSeconds(2);

    private readonly WebApplication _app;
    private readonly FileStream _lock;

    private AdministrationServer(WebApplication app, FileStream heldLock)
    {
        _app = app;
        _lock = heldLock;
    }

    /// <summary>Starts to listen in the KDC's directory. Without a socket the KDC still serves; the notice says so.</summary>
    /// <param name="database">The principals that the KDC serves from; it outlives this server.</param>
    /// <param name="kdcEndPoint">Where the KDC listens: others are told it.</param>
    /// <param name="kdcDirectory">The KDC's directory; it must be there.</param>
    /// <param name="notice">Is told, in a sentence, why there is no socket.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The server, or null if the directory can hold no socket.</returns>
    /// <exception cref="IOException">The socket's directory is another user's, or open to others.</exception>
    public static async Task<AdministrationServer?> StartAsync(
        IPrincipalDatabase database, IPEndPoint kdcEndPoint, string kdcDirectory, Action<string> notice, CancellationToken cancellation)
    {
        string path = AdministrationSocket.PathIn(kdcDirectory);
        if (AdministrationSocket.ProblemOf(path) is { } problem)
        {
            notice($"This KDC cannot be administered while it runs: {problem}");
            return null;
        }

        PrivateDirectory.Ensure(AdministrationSocket.DirectoryIn(kdcDirectory));
        if (TryLock(path) is not { } heldLock)
        {
            notice($"This KDC cannot be administered while it runs: another KDC has {path}. A --data of its own gives it one.");
            return null;
        }

        try
        {
            // Only the holder of the lock gets here, so what is there was left by a KDC that was killed.
            File.Delete(path);
            WebApplication app = Build(path);
            Map(app, new AdministrationScope(database, new AuditLog(kdcDirectory, TimeProvider.System), kdcEndPoint));
            await app.StartAsync(cancellation);
            return new AdministrationServer(app, heldLock);
        }
        catch
        {
            await heldLock.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        using (var patience = new CancellationTokenSource(DrainTimeout))
            await _app.StopAsync(patience.Token);
        await _app.DisposeAsync();
        await _lock.DisposeAsync();
    }

    /// <summary>Every endpoint of the socket.</summary>
    private static void Map(WebApplication app, AdministrationScope scope)
    {
        app.Use(AdministrationProblem.AnswerAsync);
        app.UseRouting();
        AdministrationEndpoints.Map(app, scope);
        TransferEndpoints.Map(app, scope);
    }

    private static WebApplication Build(string path)
    {
        // Nothing of the environment: an ASPNETCORE_URLS would open the socket to a network.
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.ListenUnixSocket(path);
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxRequestSize;
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.MinResponseDataRate = null;
        });
        return builder.Build();
    }

    private static FileStream? TryLock(string socketPath)
    {
        try
        {
            return new FileStream(socketPath + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>The KDC handles signals and its end itself.</summary>
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
