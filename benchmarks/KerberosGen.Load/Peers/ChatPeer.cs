using System.Globalization;
using System.Text;

namespace KerberosGen.Load.Peers;

/// <summary>A server that passes messages on to many, and how to speak to it. None of them encrypts.</summary>
internal abstract record ChatPeer
{
    /// <summary>What is said: 100 bytes, as in the rooms' measurements, and always the same.</summary>
    public static readonly string Words = "sender: " + new string('.', 92);

    /// <summary>What is measured beside the room.</summary>
    public static readonly IReadOnlyList<ChatPeer> All = [new NatsPeer(), new NgircdPeer(), new InspircdPeer()];

    /// <summary>Its row in the table.</summary>
    public abstract string Name { get; }

    /// <summary>Its file.</summary>
    public abstract string Program { get; }

    /// <summary>Its configuration: no limits that the load would reach.</summary>
    /// <param name="port">Where it listens, on 127.0.0.1.</param>
    /// <param name="directory">A directory of its own.</param>
    public abstract string Configuration(int port, string directory);

    /// <summary>Its arguments.</summary>
    /// <param name="configuration">The file of its configuration.</param>
    public abstract string[] Arguments(string configuration);

    /// <summary>What a guest says at first.</summary>
    /// <param name="number">Which guest; the sender is -1.</param>
    public abstract string Greeting(int number);

    /// <summary>What a guest is told when it has been let in.</summary>
    public abstract string Welcome { get; }

    /// <summary>What a subscriber says then.</summary>
    public abstract string Subscription { get; }

    /// <summary>What a subscriber is told at last, when it hears all that is said from then on.</summary>
    public abstract string Subscribed { get; }

    /// <summary>After so long without a word to anyone, it has said all that it says to those who have just come.</summary>
    public virtual TimeSpan Silence => TimeSpan.FromMilliseconds(500);

    /// <summary>One message as its sender sends it.</summary>
    public abstract string Message { get; }
}

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

/// <summary>An IRC server: a channel. The sender is in it too, which does not hear itself.</summary>
internal abstract record IrcPeer : ChatPeer
{
    public const string ServerName = "load.example";

    // End of the message of the day, or there is none.
    public override string Welcome => $":{ServerName} 376 |:{ServerName} 422 ";

    public override string Subscription => "JOIN #load\r\n";

    // End of the list of names.
    public override string Subscribed => $":{ServerName} 366 ";

    public override string Message => $"PRIVMSG #load :{Words}\r\n";

    public override string Greeting(int number) => string.Create(CultureInfo.InvariantCulture, $"NICK {(number < 0 ? "sender" : $"g{number}")}\r\nUSER load 0 * :load\r\n");
}

/// <summary>ngircd.</summary>
internal sealed record NgircdPeer : IrcPeer
{
    public override string Name => "ngircd";

    public override string Program => "/usr/sbin/ngircd";

    public override string Configuration(int port, string directory) => string.Create(CultureInfo.InvariantCulture, $"""
        [Global]
        Name = {ServerName}
        Info = load
        AdminInfo1 = load
        AdminEMail = load@{ServerName}
        Listen = 127.0.0.1
        Ports = {port}
        [Limits]
        MaxConnections = 0
        MaxConnectionsIP = 0
        MaxJoins = 0
        MaxPenaltyTime = 0
        PingTimeout = 3600
        PongTimeout = 3600
        [Options]
        DNS = no
        Ident = no
        PAM = no
        IncludeDir = {directory}/none

        """);

    public override string[] Arguments(string configuration) => ["-n", "-f", configuration];
}

/// <summary>InspIRCd.</summary>
internal sealed record InspircdPeer : IrcPeer
{
    public override string Name => "InspIRCd";

    public override string Program => "/usr/sbin/inspircd";

    public override string Configuration(int port, string directory) => string.Create(CultureInfo.InvariantCulture, $"""
        <server name="{ServerName}" description="load" network="Load" id="001">
        <admin name="load" nick="load" description="load" email="load@{ServerName}">
        <bind address="127.0.0.1" port="{port}" type="clients">
        <connect allow="*" timeout="60" threshold="1000000" commandrate="1000000000" fakelag="no" softsendq="64M" hardsendq="1G" recvq="64M" localmax="1000000" globalmax="1000000" maxconnwarn="no" pingfreq="1h" useident="no" resolvehostnames="no" limit="1000000">
        <performance somaxconn="4096" softlimit="1000000" clonesonconnect="no">
        <pid file="{directory}/pid">

        """);

    public override string[] Arguments(string configuration) => [$"--config={configuration}", "--nofork", "--runasroot"];
}
