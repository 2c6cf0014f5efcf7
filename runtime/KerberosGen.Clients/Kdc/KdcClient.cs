using System.Net;
using KerberosGen.Codec;
using KerberosGen.Crypto;
using KerberosGen.Framing;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Clients;

/// <summary>A client's connection to the KDC: one request at a time.</summary>
public sealed class KdcClient : IAsyncDisposable
{
    private readonly IKdcTransport _transport;
    private string? _registering;

    private KdcClient(IKdcTransport transport) => _transport = transport;

    /// <summary>This side's address and port, which the KDC takes for a registering room's.</summary>
    public IPEndPoint LocalEndPoint => _transport.LocalEndPoint;

    /// <summary>Whom the KDC may have registered without an answer that came here, such as <c>the client 'ann'</c>; null for nobody.</summary>
    internal string? MayHaveRegistered => _transport.Deliveries > 0 ? _registering : null;

    /// <summary>Connects to one KDC. It waits as long as it is let.</summary>
    /// <param name="kdc">Its address.</param>
    /// <param name="local">The address and port to connect from, or null.</param>
    /// <param name="overUdp">True to ask over UDP.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <param name="tap">Is shown every byte, or null.</param>
    /// <exception cref="System.Net.Sockets.SocketException">There is no KDC.</exception>
    public static async Task<KdcClient> ConnectAsync(
        IPEndPoint kdc, IPEndPoint? local, bool overUdp, CancellationToken cancellation, IConnectionTap? tap = null) => new(overUdp
        ? new KdcUdpTransport(kdc, local, tap, TimeProvider.System)
        : await KdcTcpTransport.ConnectAsync(kdc, local, tap, KdcTimes.Unlimited, cancellation).ConfigureAwait(false));

    /// <summary>Connects to one KDC for a client, which waits for a while and asks over TCP what UDP does not bring.</summary>
    internal static async Task<KdcClient> ConnectAsync(
        IPEndPoint kdc, bool overUdp, KdcTimes times, IConnectionTap? tap, CancellationToken cancellation) => new(overUdp
        ? new KdcFallbackTransport(kdc, tap, times)
        : await KdcTcpTransport.ConnectAsync(kdc, local: null, tap, times, cancellation).ConfigureAwait(false));

    /// <summary>Registers a client (1024).</summary>
    /// <exception cref="RequestRefusedException">The name is taken, or not a name.</exception>
    public Task<PrincipalId> RegisterClientAsync(PrincipalName name, Password password, CancellationToken cancellation) => RegisterAsync(
        new KdcRequest(ClientRegistration.Code, output => Frame.Write(output, Header(default), new ClientRegistration { Name = name, Password = password })),
        $"the client {DisplayText.Quote(name.Utf8)}",
        cancellation);

    /// <summary>Registers a service (1025), at <see cref="LocalEndPoint"/>.</summary>
    /// <exception cref="RequestRefusedException">The name is taken, or not a name.</exception>
    public Task<PrincipalId> RegisterServiceAsync(PrincipalName name, KeyMaterial key, CancellationToken cancellation) => RegisterAsync(
        new KdcRequest(ServiceRegistration.Code, output => Frame.Write(output, Header(default), new ServiceRegistration { Name = name, Key = new AesKey(key.Bytes) })),
        $"the service {DisplayText.Quote(name.Utf8)}",
        cancellation);

    /// <summary>Lists the services (1026).</summary>
    /// <exception cref="RequestRefusedException">The KDC does not know this client (1609).</exception>
    /// <exception cref="IOException">The list has an entry that the protocol does not allow.</exception>
    public Task<IReadOnlyList<ServiceInfo>> ListServicesAsync(PrincipalId client, CancellationToken cancellation) => _transport.AskAsync(
        new KdcRequest(ServiceListRequest.Code, output => Frame.Write(output, Header(client), default(ServiceListRequest))), ReadServices, cancellation);

    /// <summary>Gets a session key and a ticket for a service (1027).</summary>
    /// <exception cref="WrongPasswordException">The answer does not open with the client's key.</exception>
    /// <exception cref="RequestRefusedException">The KDC refused, or its answer is not to be trusted.</exception>
    /// <param name="client">Who asks, and the key that the answer opens with.</param>
    /// <param name="service">The service.</param>
    /// <param name="random">Where the nonce comes from.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <param name="acceptUnauthenticated">True if the answer may do without a synthetic IV: that of the original program's KDC. What it says may then be forged.</param>
    public Task<SessionTicket> GetTicketAsync(
        ClientIdentity client, PrincipalId service, IRandomSource random, CancellationToken cancellation, bool acceptUnauthenticated = false)
    {
        var exchange = new TicketExchange(client, service, random, acceptUnauthenticated);
        return _transport.AskAsync(
            new KdcRequest(TicketRequest.Code, exchange.WriteRequest),
            (in ResponseHeader header, ReadOnlySpan<byte> payload) =>
                exchange.TryAccept(in header, payload, out SessionTicket? ticket, out string? problem) ? ticket
                    : throw (exchange.IsKeyWrong ? new WrongPasswordException(problem) : new RequestRefusedException(problem, header.Code)),
            cancellation);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _transport.DisposeAsync();

    private static RequestHeader Header(PrincipalId client) => new() { ClientId = client, Version = ProtocolLimits.Version };

    private async Task<PrincipalId> RegisterAsync(KdcRequest request, string who, CancellationToken cancellation)
    {
        _registering = who;
        PrincipalId id = await _transport.AskAsync(
            request, (in ResponseHeader header, ReadOnlySpan<byte> payload) => ReadRegistration(in header, payload, who, _transport.Deliveries), cancellation).ConfigureAwait(false);
        _registering = null;
        return id;
    }

    private static PrincipalId ReadRegistration(in ResponseHeader header, ReadOnlySpan<byte> payload, string who, int deliveries)
    {
        if (header.Code == RegistrationSuccess.Code && RegistrationSuccess.Unpack(payload, out RegistrationSuccess success).IsDone)
            return success.Id;
        string problem = header.Code == RegistrationFailure.Code
            ? $"The KDC refused to register {who}: the name is taken or none that it accepts, or it registers nobody now; its log says which."
            : $"The KDC answered the registration of {who} with {header.Code}.";
        if (header.Code == RegistrationFailure.Code && deliveries > 1)
            problem += $" It may be taken by this very request, which was sent {deliveries} times and whose first answer was lost: then choose another name, or have the KDC's administrator remove it.";
        throw new RequestRefusedException(problem, header.Code);
    }

    private static IReadOnlyList<ServiceInfo> ReadServices(in ResponseHeader header, ReadOnlySpan<byte> payload)
    {
        if (header.Code is GeneralError.Code or OriginalUnknownClient.Code)
            throw new RequestRefusedException("The KDC does not know this client: register first.", header.Code);
        if (!ServiceListResponse.Unpack(payload, out ServiceListResponse response).AsWhole(payload.Length).IsDone)
            throw new IOException($"its list of services has {payload.Length} bytes, which are no whole entries");
        var services = new List<ServiceInfo>(response.Services.Count);
        var ids = new HashSet<PrincipalId>(response.Services.Count);
        foreach (ServiceEntry entry in response.Services)
        {
            ServiceInfo service = ServiceInfo.From(in entry);
            string? fault = Fault(service) ?? (ids.Add(service.Id) ? null : "has the id of another one");
            if (fault is not null)
                throw new IOException($"entry {services.Count + 1} of its list of services {fault}");
            services.Add(service);
        }

        return services;
    }

    /// <summary>Why a service cannot be kept in the client's file; null if it can.</summary>
    private static string? Fault(ServiceInfo service)
    {
        PrincipalName name = service.Name;
        return !Validator.IsName(in name, out _) ? "has a name that the protocol does not allow"
            : service.EndPoint.Port == 0 ? "has no port"
            : null;
    }
}
