using System.Buffers.Binary;
using KerberosGen.Crypto;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Inspector;

/// <summary>
/// Verifies the chat protocol's synthetic IVs, each with the place where it stands: a Ticket by itself, an EncryptedKey and an
/// Authenticator with the Ticket beside it, a 1029, 1030 or 1606 with its connection and its place there.
/// </summary>
/// <param name="streams">What is known of each connection.</param>
/// <param name="keys">The keys at hand.</param>
internal sealed class AuthenticityChecks(KeyStreams streams, IReadOnlyDictionary<InspectionKey, KnownKey> keys)
{
    /// <summary>So many places in front of and behind the next one are looked at, for what may be the cause.</summary>
    private const ulong Reach = 64;

    private const int MaxTickets = 4096;

    private readonly TicketTrail _tickets = new(MaxTickets);

    /// <summary>Looks at what each IV of a packet proves.</summary>
    public void Check(DecodedPacket packet, IReadOnlyList<ProvableIv> ivs)
    {
        if (packet.Status == DecodeStatus.Garbage)
        {
            // Any number of packets may be missing there.
            if (packet.Origin?.Stream is { } lost && streams.Find(lost) is { } stream)
                stream.Of(packet.Direction).IsLost = true;
            return;
        }

        ProvableIv? ticket = Find(ivs, SyntheticIvKey.Ticket);
        if (ticket is not null)
            ticket.Authenticity = Verifies(ticket, []) ? new Authenticity(AuthenticityStatus.Authenticated) : new Authenticity(AuthenticityStatus.NotAuthenticated);
        if (packet.Code == TicketResponse.Code)
            CheckEncryptedKey(packet, Find(ivs, SyntheticIvKey.EncryptedKey), ticket);
        ProvableIv? authenticator = Find(ivs, SyntheticIvKey.Authenticator);
        if (authenticator is not null)
            CheckAuthenticator(packet, authenticator);
        if (packet.Code == SymmetricKeyRequest.Code)
            Enter(packet, authenticator, ticket);
        else if (packet.Code is ChatMessage.Code or SubscribeRequest.Code or RoomEvent.Code)
            CheckInConnection(packet, ivs.Count > 0 ? ivs[0] : null);
    }

    /// <summary>True for a ticket that was seen to come from a KDC that makes synthetic IVs.</summary>
    public bool IsAuthenticatedTicket(ReadOnlySpan<byte> ticket) => _tickets.IsAuthenticated(ticket);

    private static bool? IsAuthenticated(ProvableIv? iv) => iv?.Authenticity is { } found ? found.Status == AuthenticityStatus.Authenticated : null;

    private static ProvableIv? Find(IReadOnlyList<ProvableIv> ivs, string label)
    {
        foreach (ProvableIv iv in ivs)
        {
            if (iv.Label == label)
                return iv;
        }

        return null;
    }

    private bool Verifies(ProvableIv iv, ReadOnlySpan<byte> associated)
    {
        if (iv.Body is not { } body)
            return false;
        byte[] message = new byte[sizeof(uint) + associated.Length + body.Length];
        BinaryPrimitives.WriteUInt32LittleEndian(message, (uint)associated.Length);
        associated.CopyTo(message.AsSpan(sizeof(uint)));
        body.CopyTo(message, sizeof(uint) + associated.Length);
        Span<byte> made = stackalloc byte[AesCmac.Size];
        keys[iv.Key].MacOf(iv.Label).Compute(message, made);
        return made.SequenceEqual(iv.Iv.Bytes.Span);
    }

    private void CheckEncryptedKey(DecodedPacket packet, ProvableIv? key, ProvableIv? ticket)
    {
        if (ChatFields.TicketOf(packet) is not { IsComplete: true } beside || ChatFields.TicketService(packet) is not { } service)
            return;
        bool isTicketAuthenticated = ticket?.Authenticity?.Status == AuthenticityStatus.Authenticated;
        if (key is not null && ChatFields.IdOf(packet["client_id"]) is { } client)
        {
            Span<byte> associated = stackalloc byte[AssociatedData.EncryptedKeySize];
            AssociatedData.OfEncryptedKey(in client, in service, beside.Bytes.Span, associated);
            if (Verifies(key, associated))
                key.Authenticity = new Authenticity(AuthenticityStatus.Authenticated);
            else if (isTicketAuthenticated)
                key.Authenticity = new Authenticity(AuthenticityStatus.Forged, CauseOf(key, in client));
            else
                key.Authenticity = new Authenticity(AuthenticityStatus.NotAuthenticated);
            // Who vouches for a ticket made it.
            isTicketAuthenticated |= key.Authenticity.Status == AuthenticityStatus.Authenticated;
        }

        _tickets.Note(beside.Bytes.Span, service, packet.Number, isTicketAuthenticated);
    }

    private string CauseOf(ProvableIv key, in PrincipalId client)
    {
        byte[] associated = new byte[AssociatedData.EncryptedKeySize];
        client.Bytes.CopyTo(associated);
        foreach (TicketTrail.Seen seen in _tickets.Latest)
        {
            seen.Service.Bytes.CopyTo(associated.AsSpan(PrincipalId.Size));
            seen.Digest.CopyTo(associated.AsSpan(2 * PrincipalId.Size));
            if (Verifies(key, associated))
                return FormattableString.Invariant($"moved: it belongs beside the ticket of packet #{seen.Packet}");
        }

        return "altered, or made by somebody else: the ticket beside it is authenticated, so its KDC makes synthetic IVs";
    }

    private void CheckAuthenticator(DecodedPacket packet, ProvableIv authenticator)
    {
        if (ChatFields.TicketOf(packet) is not { IsComplete: true } ticket)
        {
            authenticator.Authenticity = new Authenticity(AuthenticityStatus.NotKnown, "it is made for the ticket beside it, which is not here");
            return;
        }

        Span<byte> associated = stackalloc byte[AssociatedData.AuthenticatorSize];
        AssociatedData.OfAuthenticator(ticket.Bytes.Span, associated);
        authenticator.Authenticity = new Authenticity(Verifies(authenticator, associated) ? AuthenticityStatus.Authenticated : AuthenticityStatus.NotAuthenticated);
    }

    // A room looks at the first ticket of a connection alone.
    private void Enter(DecodedPacket packet, ProvableIv? authenticator, ProvableIv? ticket)
    {
        if (packet.Origin?.Stream is not { } number || packet["authenticator"]?["iv"] is not { IsComplete: true } iv)
            return;
        KeyStreams.KeyStream stream = streams.Of(number);
        if (stream.AuthenticatorIv is not null)
            return;
        stream.AuthenticatorIv = new Iv(iv.Bytes.Span);
        bool? isTicketAuthenticated = IsAuthenticated(ticket)
            ?? (ChatFields.TicketOf(packet) is { } carried && IsAuthenticatedTicket(carried.Bytes.Span) ? true : null);
        bool? isAuthenticatorAuthenticated = IsAuthenticated(authenticator);
        stream.IsVerified = isTicketAuthenticated == false || isAuthenticatorAuthenticated == false ? false
            : isTicketAuthenticated == true && isAuthenticatorAuthenticated == true ? true
            : null;
    }

    private void CheckInConnection(DecodedPacket packet, ProvableIv? iv)
    {
        KeyStreams.KeyStream? stream = streams.Find(packet.Origin?.Stream);
        KeyStreams.KeyDirection? way = stream?.Of(packet.Direction);
        if (iv is null)
        {
            // It may count or not.
            if (way is not null)
                way.IsLost = true;
            return;
        }

        if (stream?.AuthenticatorIv is not { } authenticator)
        {
            iv.Authenticity = new Authenticity(AuthenticityStatus.NotKnown, "it is made for its connection's authenticator (1028), which is not in the recording");
            return;
        }

        if (IsAt(way!.Count) || (way.IsLost && TryFind(iv, in authenticator, way)))
        {
            way.Count++;
            way.IsLost = false;
            iv.Authenticity = new Authenticity(AuthenticityStatus.Authenticated);
        }
        else if (way.IsLost)
        {
            iv.Authenticity = new Authenticity(AuthenticityStatus.NotKnown, "packets before it are not in the recording, or did not open");
        }
        else
        {
            iv.Authenticity = stream.IsVerified == true
                ? new Authenticity(AuthenticityStatus.Forged, CauseOf(iv, in authenticator, way.Count))
                : new Authenticity(AuthenticityStatus.NotAuthenticated);
        }

        bool IsAt(ulong count) => IsAtPlace(iv, in authenticator, count);
    }

    // Behind what is missing the next place is one of those that follow.
    private bool TryFind(ProvableIv iv, in Iv authenticator, KeyStreams.KeyDirection way)
    {
        for (ulong place = way.Count + 1; place <= way.Count + Reach; place++)
        {
            if (IsAtPlace(iv, in authenticator, place))
            {
                way.Count = place;
                return true;
            }
        }

        return false;
    }

    private string CauseOf(ProvableIv iv, in Iv authenticator, ulong next)
    {
        for (ulong back = 1; back <= Math.Min(next, Reach); back++)
        {
            if (IsAtPlace(iv, in authenticator, next - back))
                return FormattableString.Invariant($"replayed: it is authentic as number {next - back + 1} of its direction, where number {next + 1} is due");
        }

        for (ulong ahead = 1; ahead <= Reach; ahead++)
        {
            if (IsAtPlace(iv, in authenticator, next + ahead))
                return FormattableString.Invariant($"reordered, or one before it was dropped or altered: it is authentic as number {next + ahead + 1} of its direction, where number {next + 1} is due");
        }

        return !iv.IsOpen ? "altered: it does not open" : "altered, of another connection, or made by somebody else: it is authentic in no place near here";
    }

    private bool IsAtPlace(ProvableIv iv, in Iv authenticator, ulong count)
    {
        Span<byte> associated = stackalloc byte[AssociatedData.InConnectionSize];
        AssociatedData.InConnection(in authenticator, count, associated);
        return Verifies(iv, associated);
    }
}
