using System.Net;
using System.Net.Sockets;
using System.Text;
using KerberosGen.Clients;
using KerberosGen.Crypto;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Kdc.Tests.Operations;

/// <summary>What clients and rooms ask of a KDC.</summary>
internal static class Traffic
{
    public const string Password = "opsesame";

    public static PrincipalName Name(string text)
    {
        Assert.True(PrincipalName.TryCreate(Encoding.UTF8.GetBytes(text), out PrincipalName name));
        return name;
    }

    public static async Task<ClientIdentity> RegisterAsync(IPEndPoint kdc, string name, bool overUdp = false)
    {
        await using KdcClient client = await KdcClient.ConnectAsync(kdc, null, overUdp, CancellationToken.None);
        Assert.True(Validator.TryPassword(Password, out Password password, out _));
        PrincipalId id = await client.RegisterClientAsync(Name(name), password, CancellationToken.None);
        return new ClientIdentity(Name(name), id, KeyMaterial.FromPassword(Encoding.UTF8.GetBytes(Password)));
    }

    public static async Task<PrincipalId> RegisterServiceAsync(IPEndPoint kdc, string name, bool overUdp = false)
    {
        byte[] key = new byte[32];
        ((IRandomSource)SystemRandomSource.Instance).FillWithoutZeros(key);
        await using KdcClient room = await KdcClient.ConnectAsync(kdc, null, overUdp, CancellationToken.None);
        return await room.RegisterServiceAsync(Name(name), new KeyMaterial(key), CancellationToken.None);
    }

    public static async Task<SessionTicket> GetTicketAsync(IPEndPoint kdc, ClientIdentity client, PrincipalId service, bool overUdp = false)
    {
        await using KdcClient connection = await KdcClient.ConnectAsync(kdc, null, overUdp, CancellationToken.None);
        return await connection.GetTicketAsync(client, service, SystemRandomSource.Instance, CancellationToken.None);
    }

    /// <summary>Asks a KDC without services which it has, so many times, and waits for no answer but the last.</summary>
    public static async Task AskForServicesAsync(IPEndPoint kdc, ClientIdentity client, int times)
    {
        byte[] requests = new byte[times * RequestHeader.Size];
        for (int i = 0; i < times; i++)
            new RequestHeader { ClientId = client.Id, Version = ProtocolLimits.Version, Code = ServiceListRequest.Code }.Pack(requests.AsSpan(i * RequestHeader.Size));
        using var connection = new TcpClient();
        await connection.ConnectAsync(kdc);
        NetworkStream stream = connection.GetStream();
        byte[] answers = new byte[times * ResponseHeader.Size];
        await Task.WhenAll(stream.WriteAsync(requests).AsTask(), stream.ReadExactlyAsync(answers).AsTask());
        for (int i = 0; i < times; i++)
        {
            Assert.True(ResponseHeader.Unpack(answers.AsSpan(i * ResponseHeader.Size), out ResponseHeader header).IsDone);
            Assert.Equal(ServiceListResponse.Code, header.Code);
        }
    }

    /// <summary>Asks as somebody who is not registered, which is refused, so many times.</summary>
    public static async Task BeRefusedAsync(IPEndPoint kdc, int times)
    {
        await using KdcClient stranger = await KdcClient.ConnectAsync(kdc, null, overUdp: false, CancellationToken.None);
        for (int i = 0; i < times; i++)
            await Assert.ThrowsAsync<RequestRefusedException>(() => stranger.ListServicesAsync(default, CancellationToken.None));
    }
}
