namespace KerberosGen.Examples.Tests.Dns;

/// <summary>What dig asked and dnsmasq answered, recorded once.</summary>
public sealed class RecordedDns : IAsyncLifetime
{
    private static readonly string[][] Questions =
    [
        ["www.example.org", "A"], ["www.example.org", "AAAA"], ["alias.example.org", "A"], ["example.org", "MX"], ["example.org", "TXT"],
        ["example.org", "SOA"], ["example.org", "NS"], ["_ldap._tcp.example.org", "SRV"], ["example.org", "TYPE257"], ["nobody.example.org", "A"],
        ["www.example.org", "A", "+noedns", "+adflag", "+cdflag", "+norecurse"],
    ];

    /// <summary>Questions and answers by turns.</summary>
    internal IReadOnlyList<Message> Messages { get; private set; } = [];

    public async Task InitializeAsync()
    {
        await using DnsMasq server = await DnsMasq.StartAsync();
        await using var relay = new UdpRelay(server.EndPoint);
        foreach (string[] question in Questions)
            await Tool.RunAsync("dig", ["@127.0.0.1", "-p", $"{relay.EndPoint.Port}", "+tries=1", "+timeout=5", .. question]);
        Messages = relay.Messages;
        Assert.Equal(2 * Questions.Length, Messages.Count);
    }

    public Task DisposeAsync() => Task.CompletedTask;
}
