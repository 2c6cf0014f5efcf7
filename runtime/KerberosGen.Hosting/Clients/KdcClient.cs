using System.Net;
using KerberosGen.Codec;
using KerberosGen.Crypto;
using KerberosGen.Framing;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Hosting;

/// <summary>A client's connection to the KDC: one request at a time.</summary>
public sealed class KdcClient : IAsyncDisposable
{
    private readonly IKdcTransport _transport;

    private KdcClient(IKdcTransport transport) => _transport = transport;

    /// <summary>This side's address and port, which the KDC takes for a registering room's.</summary>
    public IPEndPoint LocalEndPoint => _transport.LocalEndPoint;

    /// <summary>Connects to a KDC.</summary>
    /// <param name="kdc">Its address.</param>
    /// <param name="local">The address and port to connect from, or null.</param>
    /// <param name="overUdp">True to ask over UDP.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <param name="tap">Is shown every byte, or null.</param>
    /// <exception cref="System.Net.Sockets.SocketException">There is no KDC.</exception>
    public static async Task<KdcClient> ConnectAsync(
        IPEndPoint kdc, IPEndPoint? local, bool overUdp, CancellationToken cancellation, IConnectionTap? tap = null) => new(overUdp
        ? new KdcUdpTransport(kdc, local, tap)
        : new KdcTcpTransport(await PacketConnection.ConnectAsync(kdc, local, cancellation, tap).ConfigureAwait(false), kdc));

    /// <summary>Registers a client (1024).</summary>
    /// <exception cref="RequestRefusedException">The name is taken, or not a name.</exception>
    public Task<PrincipalId> RegisterClientAsync(PrincipalName name, Password password, CancellationToken cancellation) => _transport.AskAsync(
        output => Frame.Write(output, Header(default), new ClientRegistration { Name = name, Password = password }),
        (in ResponseHeader header, ReadOnlySpan<byte> payload) => ReadRegistration(in header, payload, name, "client"),
        cancellation);

    /// <summary>Registers a service (1025), at <see cref="LocalEndPoint"/>.</summary>
    /// <exception cref="RequestRefusedException">The name is taken, or not a name.</exception>
    public Task<PrincipalId> RegisterServiceAsync(PrincipalName name, KeyMaterial key, CancellationToken cancellation) => _transport.AskAsync(
        output => Frame.Write(output, Header(default), new ServiceRegistration { Name = name, Key = new AesKey(key.Bytes) }),
        (in ResponseHeader header, ReadOnlySpan<byte> payload) => ReadRegistration(in header, payload, name, "service"),
        cancellation);

    /// <summary>Lists the services (1026).</summary>
    /// <exception cref="RequestRefusedException">The KDC does not know this client.</exception>
    public Task<IReadOnlyList<ServiceInfo>> ListServicesAsync(PrincipalId client, CancellationToken cancellation) => _transport.AskAsync(
        output => Frame.Write(output, Header(client), default(ServiceListRequest)), ReadServices, cancellation);

    /// <summary>Gets a session key and a ticket for a service (1027).</summary>
    /// <exception cref="RequestRefusedException">The KDC refused, or its answer is not to be trusted.</exception>
    public Task<SessionTicket> GetTicketAsync(ClientIdentity client, PrincipalId service, IRandomSource random, CancellationToken cancellation)
    {
        var exchange = new TicketExchange(client, service, random);
        return _transport.AskAsync(
            exchange.WriteRequest,
            (in ResponseHeader header, ReadOnlySpan<byte> payload) =>
                exchange.TryAccept(in header, payload, out SessionTicket? ticket, out string? problem) ? ticket : throw new RequestRefusedException(problem),
            cancellation);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _transport.DisposeAsync();

    private static RequestHeader Header(PrincipalId client) => new() { ClientId = client, Version = ProtocolLimits.Version };

    private static PrincipalId ReadRegistration(in ResponseHeader header, ReadOnlySpan<byte> payload, PrincipalName name, string what)
    {
        if (header.Code == RegistrationSuccess.Code && RegistrationSuccess.Unpack(payload, out RegistrationSuccess success).IsDone)
            return success.Id;
        throw new RequestRefusedException(header.Code == RegistrationFailure.Code
            ? $"The KDC refused to register the {what} {DisplayText.Quote(name.Utf8)}: the name is taken, or not a name it accepts."
            : $"The KDC answered the registration of the {what} {DisplayText.Quote(name.Utf8)} with {header.Code}.");
    }

    private static IReadOnlyList<ServiceInfo> ReadServices(in ResponseHeader header, ReadOnlySpan<byte> payload)
    {
        if (header.Code != ServiceListResponse.Code || !ServiceListResponse.Unpack(payload, out ServiceListResponse response).AsWhole(payload.Length).IsDone)
        {
            throw new RequestRefusedException(header.Code is GeneralError.Code or OriginalUnknownClient.Code
                ? "The KDC does not know this client: register first."
                : $"The KDC answered the request for its services with {header.Code}.");
        }

        var services = new List<ServiceInfo>(response.Services.Count);
        foreach (ServiceEntry entry in response.Services)
            services.Add(ServiceInfo.From(in entry));
        return services;
    }
}
