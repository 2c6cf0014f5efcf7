using System.Diagnostics;
using System.Net;
using KerberosGen.Load.Measuring;
using KerberosGen.Load.Servers;

namespace KerberosGen.Load.Peers;

/// <summary>Someone else's server that runs all the while, and its guests.</summary>
internal sealed class PeerSide : IDisposable
{
    private readonly PeerProcess _server;
    private readonly PeerCrowd _crowd;

    private PeerSide(ChatPeer peer, PeerProcess server, int mostInFlight)
    {
        Name = peer.Name;
        _server = server;
        _crowd = new PeerCrowd(server.EndPoint, peer, mostInFlight);
    }

    public string Name { get; }

    /// <summary>Starts the server and lets the sender in.</summary>
    public static async Task<PeerSide> StartAsync(LoadSite site, ChatPeer peer, int mostInFlight)
    {
        string directory = site.NewDirectory(peer.Name), configuration = Path.Combine(directory, "configuration");
        var endPoint = new IPEndPoint(IPAddress.Loopback, LoadSite.FreePort());
        await File.WriteAllTextAsync(configuration, peer.Configuration(endPoint.Port, directory), site.Cancellation);
        PeerProcess server = await PeerProcess.StartAsync(peer.Program, Path.Combine(directory, "log"), endPoint, peer.Arguments(configuration), site.Cancellation);
        try
        {
            return new PeerSide(peer, server, mostInFlight);
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    /// <summary>Lets subscribers in until there are so many.</summary>
    public void Grow(int subscribers) => _crowd.Grow(subscribers);

    /// <summary>Loads it for about as long.</summary>
    public Sample Measure(int inFlight, TimeSpan time)
    {
        double server = _server.Usage.ProcessorSeconds;
        TimeSpan generator = Environment.CpuUsage.TotalTime;
        long from = Stopwatch.GetTimestamp();
        long deliveries = _crowd.Go(time, inFlight);
        double seconds = Stopwatch.GetElapsedTime(from).TotalSeconds;
        return new Sample(deliveries, seconds, _server.Usage.ProcessorSeconds - server, (Environment.CpuUsage.TotalTime - generator).TotalSeconds, AllocatedBytes: null);
    }

    public void Dispose()
    {
        _crowd.Dispose();
        _server.Dispose();
    }
}
