using KerberosGen.Codec;
using KerberosGen.Crypto;
using KerberosGen.Layout;
using KerberosGen.Packets;

namespace KerberosGen.Protocol;

/// <summary>
/// The KDC: the authentication server and the ticket-granting server in one. Requests in, answers out; it opens no socket,
/// reads no file and asks no clock but the one it is given. Use it from any number of connections at once.
/// </summary>
/// <param name="store">Where principals are kept.</param>
/// <param name="options">How tickets are made.</param>
/// <param name="clock">The time.</param>
/// <param name="random">Where ids, session keys and IVs come from.</param>
public sealed class KeyDistributionCenter(IPrincipalStore store, KdcOptions options, TimeProvider clock, IRandomSource random)
    : RequestHandler<KdcExchange, ValueTask<Disposition>>
{
    private readonly AuthenticationServer _authenticationServer = new(store, clock, random);
    private readonly TicketGrantingServer _ticketGrantingServer = new(store, options, clock, random);

    /// <summary>Answers one request. No request throws, whatever is in it; only the store may.</summary>
    public ValueTask<Disposition> AnswerAsync(in RequestHeader header, ReadOnlySpan<byte> payload, KdcExchange exchange) =>
        header.Version == ProtocolLimits.Version
            ? Dispatch(exchange, in header, payload)
            : new(exchange.Refuse(Refusals.HeaderVersion(header.Version), Disposition.Close));

    /// <inheritdoc/>
    protected override ValueTask<Disposition> OnClientRegistration(
        KdcExchange context, in RequestHeader header, scoped in ClientRegistration packet) =>
        _authenticationServer.RegisterAsync(packet, context);

    /// <inheritdoc/>
    protected override ValueTask<Disposition> OnServiceRegistration(
        KdcExchange context, in RequestHeader header, scoped in ServiceRegistration packet) =>
        _authenticationServer.RegisterAsync(packet, context);

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
        new(context.Refuse(KdcRefusals.ForARoom(packet)));

    /// <inheritdoc/>
    protected override ValueTask<Disposition> OnUnknown(KdcExchange context, in RequestHeader header, ReadOnlySpan<byte> payload) =>
        new(context.Refuse(Refusals.UnknownCode(header.Code)));

    /// <inheritdoc/>
    protected override ValueTask<Disposition> OnInvalid(
        KdcExchange context, in RequestHeader header, PacketLayout packet, UnpackResult problem) =>
        new(context.Refuse(problem.Describe(packet), Disposition.Close));
}
