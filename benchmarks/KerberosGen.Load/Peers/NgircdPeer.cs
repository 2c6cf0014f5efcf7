using System.Globalization;

namespace KerberosGen.Load.Peers;

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
