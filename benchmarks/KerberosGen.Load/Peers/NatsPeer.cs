using System.Globalization;
using System.Text;

namespace KerberosGen.Load.Peers;

/// <summary>nats-server: a subject.</summary>
internal sealed record NatsPeer : ChatPeer
{
    public override string Name => "nats-server";

    public override string Program => "/usr/sbin/nats-server";

    // It pings a client for the first time two seconds after it came.
    public override TimeSpan Silence => TimeSpan.FromSeconds(3);

    public override string Welcome => "PONG\r\n";

    public override string Subscription => "SUB load 1\r\nPING\r\n";

    public override string Subscribed => "PONG\r\n";

    public override string Message => string.Create(CultureInfo.InvariantCulture, $"PUB load {Encoding.ASCII.GetByteCount(Words)}\r\n{Words}\r\n");

    public override string Configuration(int port, string directory) =>
        string.Create(CultureInfo.InvariantCulture, $"host: 127.0.0.1\nport: {port}\nping_interval: \"1h\"\nmax_pending: 1GB\nwrite_deadline: \"60s\"\n");

    public override string[] Arguments(string configuration) => ["-c", configuration];

    public override string Greeting(int number) => "CONNECT {\"verbose\":false,\"pedantic\":false,\"echo\":false}\r\nPING\r\n";
}
