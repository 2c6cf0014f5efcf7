using System.Globalization;

namespace KerberosGen.Load.Peers;

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
