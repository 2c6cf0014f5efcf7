using System.Net;
using KerberosGen.Clients;
using KerberosGen.Crypto;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Kdc.Tests.Crash;

/// <summary>
/// What must hold, as peers see it, once a KDC that was killed in a storm of registrations serves again from what it left.
/// Afterwards every name of the storm is registered.
/// </summary>
/// <param name="kdc">Where the KDC listens.</param>
/// <param name="known">A service that was there before, so that clients can ask for a ticket.</param>
internal sealed class Aftermath(IPEndPoint kdc, AskedPrincipal known)
{
    public async Task CheckAsync(IReadOnlyList<AskedPrincipal> principals)
    {
        await using KdcClient client = await KdcClient.ConnectAsync(kdc, null, overUdp: false, CancellationToken.None);
        AskedPrincipal? asking = null;
        foreach (AskedPrincipal one in principals.Where(static one => one is { IsService: false, Id: not null }))
        {
            await CheckTicketAsync(client, one, known);
            asking = one;
        }

        await RegisterTheRestAsync(client, principals);
        if (asking is not null)
            await CheckServicesAsync(client, asking, principals.Where(static one => one.IsService));
    }

    /// <summary>A name that was not answered is free, or was taken by the very request that the crash left without an answer.</summary>
    private static async Task RegisterTheRestAsync(KdcClient client, IReadOnlyList<AskedPrincipal> principals)
    {
        foreach (AskedPrincipal one in principals.Where(static one => one.Id is null))
        {
            bool wasAsked = one.IsAsked;
            try
            {
                await one.AskAsync(client, CancellationToken.None);
            }
            catch (RequestRefusedException) when (wasAsked)
            {
                // Stored, and not answered. That it is whole is seen where the store is read.
            }
        }
    }

    private static async Task CheckServicesAsync(KdcClient client, AskedPrincipal asking, IEnumerable<AskedPrincipal> services)
    {
        Dictionary<PrincipalName, ServiceInfo> listed =
            (await client.ListServicesAsync(asking.Id!.Value, CancellationToken.None)).ToDictionary(static service => service.Name);
        foreach (AskedPrincipal service in services)
        {
            Assert.True(listed.TryGetValue(service.Name, out ServiceInfo? info), $"{service.Name} was registered and is not listed.");
            Assert.Equal(service.Id ?? info.Id, info.Id);
            Assert.Equal(service.From, info.EndPoint);
            await CheckTicketAsync(client, asking, service, info.Id);
        }
    }

    /// <summary>The client's password opens the answer, and the service's key the ticket in it, with the same session key.</summary>
    private static async Task CheckTicketAsync(KdcClient client, AskedPrincipal asking, AskedPrincipal service, PrincipalId? serviceId = null)
    {
        var identity = new ClientIdentity(asking.Name, asking.Id!.Value, asking.Key);
        using SessionTicket session = await client.GetTicketAsync(
            identity, serviceId ?? service.Id!.Value, SystemRandomSource.Instance, CancellationToken.None);
        Assert.True(Ticket.Unpack(session.Ticket.Span, out Ticket ticket).IsDone);
        using var cipher = new AesCbc(service.Key.Bytes);
        Assert.True(ticket.TryOpen(cipher, out AesKey key, out _), $"The ticket to {service.Name} does not open with its key.");
        Assert.True(session.SessionKey.Bytes.SequenceEqual(key.Bytes));
    }
}
