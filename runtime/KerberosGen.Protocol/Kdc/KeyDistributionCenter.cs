using KerberosGen.Codec;
using KerberosGen.Crypto;
using KerberosGen.Layout;
using KerberosGen.Packets;

namespace KerberosGen.Protocol;

/// <summary>
/// The KDC: the authentication server and the ticket-granting server in one. Requests in, answers out; it opens no socket,
/// reads no file and asks no clock but the one it is given. Use it from any number of connections at once; dispose it when
/// none asks any more.
/// </summary>
public sealed class KeyDistributionCenter : RequestHandler<KdcExchange, ValueTask<Disposition>>, IDisposable
{
    private readonly AuthenticationServer _authenticationServer;
    private readonly TicketGrantingServer _ticketGrantingServer;
    private readonly BatchedRandomSource _random;

    /// <summary>Makes a KDC.</summary>
    /// <param name="store">Where principals are kept.</param>
    /// <param name="options">How tickets are made, and who is registered.</param>
    /// <param name="clock">The time.</param>
    /// <param name="random">Where ids, session keys and IVs come from; it is drawn from in batches.</param>
    public KeyDistributionCenter(IPrincipalStore store, KdcOptions options, TimeProvider clock, IRandomSource random)
    {
        _random = new BatchedRandomSource(random);
        _authenticationServer = new AuthenticationServer(store, options, clock, _random);
        _ticketGrantingServer = new TicketGrantingServer(store, options, clock, _random);
    }

    /// <summary>Ciphers of the principals that tickets were made for lately, with how often they were there and not there.</summary>
    public CipherCache Ciphers => _ticketGrantingServer.Ciphers;

    /// <summary>Clears the ciphers that are kept.</summary>
    public void Dispose()
    {
        _ticketGrantingServer.Dispose();
        _random.Dispose();
    }

    /// <summary>Answers one request. No request throws, whatever is in it; only the store may.</summary>
    public ValueTask<Disposition> AnswerAsync(in RequestHeader header, ReadOnlySpan<byte> payload, KdcExchange exchange) =>
        header.Version == ProtocolLimits.Version
            ? Dispatch(exchange, in header, payload)
            : new(exchange.Refuse(KdcRefusalKind.NotValid, Refusals.HeaderVersion(header.Version), Disposition.Close));

    /// <inheritdoc/>
    protected override ValueTask<Disposition> OnClientRegistration(
        KdcExchange context, in RequestHeader header, scoped in ClientRegistration packet) =>
        _authenticationServer.RegisterAsync(in packet, context);

    /// <inheritdoc/>
    protected override ValueTask<Disposition> OnServiceRegistration(
        KdcExchange context, in RequestHeader header, scoped in ServiceRegistration packet) =>
        _authenticationServer.RegisterAsync(in packet, context);

    /// <inheritdoc/>
    protected override ValueTask<Disposition> OnServiceListRequest(
        KdcExchange context, in RequestHeader header, scoped in ServiceListRequest packet) =>
        _ticketGrantingServer.ListServicesAsync(header.ClientId, context);

    /// <inheritdoc/>
    protected override ValueTask<Disposition> OnTicketRequest(
        KdcExchange context, in RequestHeader header, scoped in TicketRequest packet) =>
        _ticketGrantingServer.IssueTicketAsync(header.ClientId, packet, context);

    /// <inheritdoc/>
    protected override ValueTask<Disposition> OnUnexpected(KdcExchange context, in RequestHeader header, PacketLayout packet) =>
        new(context.Refuse(KdcRefusalKind.NotForTheKdc, KdcRefusals.ForARoom(packet)));

    /// <inheritdoc/>
    protected override ValueTask<Disposition> OnUnknown(KdcExchange context, in RequestHeader header, ReadOnlySpan<byte> payload) =>
        new(context.Refuse(KdcRefusalKind.NotForTheKdc, Refusals.UnknownCode(header.Code)));

    /// <inheritdoc/>
    protected override ValueTask<Disposition> OnInvalid(
        KdcExchange context, in RequestHeader header, PacketLayout packet, UnpackResult problem) =>
        new(context.Refuse(KdcRefusalKind.NotValid, problem.Describe(packet), Disposition.Close));
}
