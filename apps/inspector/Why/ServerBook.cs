using System.Net;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Packets;

namespace KerberosGen.Inspector;

/// <summary>
/// What a capture shows of its servers by the answers they give: which is a KDC and which a room, who is registered, what was
/// accepted. It remembers a bounded number of each.
/// </summary>
internal sealed class ServerBook
{
    private const int Capacity = 64 * 1024;

    private readonly CappedMap<IPEndPoint, bool> _isRoom = new(Capacity);
    private readonly CappedMap<IPEndPoint, PrincipalId> _rooms = new(Capacity);
    private readonly CappedMap<IPEndPoint, int> _registering = new(Capacity);
    private readonly CappedMap<PrincipalId, int> _clients = new(Capacity);
    private readonly CappedMap<PrincipalId, int> _services = new(Capacity);
    private readonly CappedMap<(bool IsService, string Name), int> _names = new(Capacity);
    private readonly CappedMap<UInt128, int> _issued = new(Capacity);
    private readonly CappedMap<UInt128, int> _acceptedTickets = new(Capacity);
    private readonly CappedMap<IPEndPoint, int> _acceptsUnauthenticated = new(Capacity);
    private readonly CappedMap<(IPEndPoint Room, UInt128 Authenticator), int> _accepted = new(Capacity);

    /// <summary>True once a KDC has listed all its services.</summary>
    public bool HasList { get; private set; }

    /// <summary>True for a room, false for a KDC, null if nothing shows it.</summary>
    public bool? IsRoom(IPEndPoint server) =>
        _isRoom.TryGet(server, out bool isRoom) ? isRoom : _rooms.Contains(server) ? true : null;

    /// <summary>The id of the room that listens there, or null.</summary>
    public PrincipalId? RoomAt(IPEndPoint server) => _rooms.TryGet(server, out PrincipalId id) ? id : null;

    /// <summary>The packet in which a KDC registered someone last, or null.</summary>
    public int? Registering(IPEndPoint kdc) => _registering.TryGet(kdc, out int packet) ? packet : null;

    /// <summary>The packet that shows that a client is registered, or null.</summary>
    public int? Client(PrincipalId id) => _clients.TryGet(id, out int packet) ? packet : null;

    /// <summary>The packet that shows that a service is registered, or null.</summary>
    public int? Service(PrincipalId id) => _services.TryGet(id, out int packet) ? packet : null;

    /// <summary>The packet in which a name was registered, or null.</summary>
    public int? Name(bool isService, string name) => _names.TryGet((isService, name), out int packet) ? packet : null;

    /// <summary>The packet that brought a ticket to its client, or null.</summary>
    public int? Issued(ReadOnlySpan<byte> ticket) => _issued.TryGet(DigestOf(ticket), out int packet) ? packet : null;

    /// <summary>The packet in which a ticket was accepted, or null.</summary>
    public int? AcceptedTicket(ReadOnlySpan<byte> ticket) => _acceptedTickets.TryGet(DigestOf(ticket), out int packet) ? packet : null;

    /// <summary>The packet in which a room accepted an authenticator, or null.</summary>
    public int? Accepted(IPEndPoint room, ReadOnlySpan<byte> authenticator) =>
        _accepted.TryGet((room, DigestOf(authenticator)), out int packet) ? packet : null;

    /// <summary>The packet in which a room accepted a ticket that is not authenticated, or null.</summary>
    public int? AcceptedUnauthenticated(IPEndPoint room) => _acceptsUnauthenticated.TryGet(room, out int packet) ? packet : null;

    /// <summary>Notes an answer that is no refusal.</summary>
    /// <param name="request">What it answers; null if that is not known.</param>
    /// <param name="answer">The answer.</param>
    public void Note(DecodedPacket? request, DecodedPacket answer)
    {
        IPEndPoint server = answer.Origin!.From;
        switch (answer.Code)
        {
            case RegistrationSuccess.Code:
                _isRoom.Set(server, false);
                _registering.Set(server, answer.Number);
                NoteRegistration(request, answer);
                break;
            case ServiceListResponse.Code:
                _isRoom.Set(server, false);
                NoteClient(request, answer);
                NoteList(answer);
                break;
            case TicketResponse.Code:
                _isRoom.Set(server, false);
                NoteClient(request, answer);
                NoteTicket(answer);
                break;
            case SymmetricKeyAck.Code or MessageAck.Code or RoomEvent.Code or MembersResponse.Code:
                _isRoom.Set(server, true);
                if (request is { Code: SymmetricKeyRequest.Code })
                    NoteAccepted(server, request);
                break;
        }
    }

    private static UInt128 DigestOf(ReadOnlySpan<byte> bytes)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, digest);
        return MemoryMarshal.Read<UInt128>(digest);
    }

    private void NoteRegistration(DecodedPacket? request, DecodedPacket answer)
    {
        if (request is null || ChatFields.IdOf(answer["id"]) is not { } id)
            return;
        bool isService = request.Code == ServiceRegistration.Code;
        (isService ? _services : _clients).Set(id, answer.Number);
        if (request["name"] is { } name)
            _names.Set((isService, name.Text), answer.Number);
        // The room listens where it registered from.
        if (isService)
            _rooms.Set(request.Origin!.From, id);
    }

    private void NoteClient(DecodedPacket? request, DecodedPacket answer)
    {
        if (request is not null && ChatFields.HeaderClient(request) is { } client)
            _clients.Set(client, answer.Number);
    }

    private void NoteList(DecodedPacket answer)
    {
        HasList = true;
        foreach (DecodedField entry in answer["services"]?.Children ?? [])
        {
            if (ChatFields.IdOf(entry["service_id"]) is not { } id || entry["port"] is not { HasNumber: true } port || entry["address"] is not { Length: 4 } address)
                continue;
            _services.Set(id, answer.Number);
            _rooms.Set(new IPEndPoint(new IPAddress(address.Bytes.Span), (int)port.Number), id);
        }
    }

    private void NoteTicket(DecodedPacket answer)
    {
        if (ChatFields.TicketService(answer) is not { } service)
            return;
        _services.Set(service, answer.Number);
        _issued.Set(DigestOf(ChatFields.TicketOf(answer)!.Bytes.Span), answer.Number);
    }

    private void NoteAccepted(IPEndPoint room, DecodedPacket request)
    {
        if (ChatFields.TicketService(request) is not { } service || request["authenticator"] is not { } authenticator)
            return;
        _rooms.Set(room, service);
        if (request["ticket"]?["iv"]?.Authenticity?.Status == AuthenticityStatus.NotAuthenticated)
            _acceptsUnauthenticated.Set(room, request.Number);
        _acceptedTickets.Set(DigestOf(ChatFields.TicketOf(request)!.Bytes.Span), request.Number);
        _accepted.Set((room, DigestOf(authenticator.Bytes.Span)), request.Number);
    }
}
