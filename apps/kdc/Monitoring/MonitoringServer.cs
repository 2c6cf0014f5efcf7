using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;

namespace KerberosGen.Kdc;

/// <summary>
/// <c>/livez</c>, <c>/readyz</c> and <c>/metrics</c> by HTTP on a port of their own. It takes nothing from the environment and no signals:
/// those are the KDC's.
/// </summary>
internal sealed class MonitoringServer : IAsyncDisposable
{
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(1);

    private readonly WebApplication _app;

    private MonitoringServer(WebApplication app, IPEndPoint endPoint)
    {
        _app = app;
        EndPoint = endPoint;
    }

    /// <summary>Where it listens.</summary>
    public IPEndPoint EndPoint { get; }

    /// <summary>Starts to listen.</summary>
    /// <exception cref="AddressInUseException">The port is taken.</exception>
    public static async Task<MonitoringServer> StartAsync(IPEndPoint endPoint, KdcHealth health, MeterProvider meters, CancellationToken cancellation)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxConcurrentConnections = 64;
            kestrel.Limits.MaxRequestBodySize = 0;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(5);
            kestrel.Listen(endPoint);
        });
        builder.Services.AddRoutingCore();
        WebApplication app = builder.Build();
        app.MapGet("/livez", () => health.IsLive ? Text("ok", 200) : Text("the KDC's loop hangs", 503));
        app.MapGet("/readyz", async () => await health.WhyNotReadyAsync() is { } reason ? Text(reason, 503) : Text("ok", 200));
        app.MapPrometheusScrapingEndpoint("/metrics", meters, configureBranchedPipeline: null, optionsName: null);
        try
        {
            await app.StartAsync(cancellation);
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            await app.DisposeAsync();
            throw new AddressInUseException($"{endPoint} is in use; --monitoring says where health and metrics are.", e);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }

        string address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return new MonitoringServer(app, new IPEndPoint(endPoint.Address, new Uri(address).Port));
    }

    /// <summary>Stops, at once if someone is slow to go.</summary>
    public async ValueTask DisposeAsync()
    {
        using (var patience = new CancellationTokenSource(StopPatience))
            await _app.StopAsync(patience.Token);
        await _app.DisposeAsync();
    }

    private static IResult Text(string text, int status) => Results.Text(text + "\n", "text/plain", statusCode: status);
}
