using System.Runtime.InteropServices;
using System.Security.Cryptography;
using KerberosGen.Crypto;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Layout;
using KerberosGen.Packets;

namespace KerberosGen.Inspector;

/// <summary>
/// The keys at hand, and the chain of this protocol: a client's or a service's key opens a session key (1603, Ticket), and
/// that opens authenticators, messages and events from then on. It remembers the last 4,096 session keys that it found.
/// </summary>
internal sealed class KeyChain : IKeyRing, IDisposable
{
    private const int MaxLearnt = 4096;

    /// <summary>So many keys are tried on one ciphertext: what is not found by whose it is, is a guess.</summary>
    private const int MaxTried = 256;

    private readonly Dictionary<(string Role, PrincipalId Owner), List<KnownKey>> _owned = [];
    private readonly Dictionary<string, List<KnownKey>> _unowned = [];
    private readonly Dictionary<InspectionKey, KnownKey> _byKey = [];
    private readonly Dictionary<string, int> _countOfRole = [];
    private readonly HashSet<(string Role, UInt128 Digest, PrincipalId? Owner)> _digests = [];
    private readonly Dictionary<UInt128, KnownKey> _byTicket = [];
    private readonly Queue<(KnownKey Key, UInt128 Ticket, UInt128 Digest)> _learnt = new();
    private readonly List<KnownKey> _given = [];
    private readonly KeyStreams _streams = new();
    private readonly ChatChecks _checks;
    private readonly AuthenticityChecks _authenticity;

    /// <summary>Begins without keys.</summary>
    public KeyChain()
    {
        _checks = new ChatChecks(_streams);
        _authenticity = new AuthenticityChecks(_streams, _byKey);
    }

    /// <summary>The zone of time texts in the original layout: that of the KDC.</summary>
    public TimeZoneInfo TimeZone { get => _checks.TimeZone; init => _checks.TimeZone = value; }

    /// <summary>The time to hold tickets against; null for when a packet was captured.</summary>
    public DateTimeOffset? Now { get => _checks.Now; init => _checks.Now = value; }

    /// <summary>False for another protocol, of whose packets the checks know nothing.</summary>
    public bool IsChat { get; init; } = true;

    /// <summary>True to use the passwords and service keys that registrations (1024, 1025) carry in the clear.</summary>
    public bool UsesRegistrations { get; init; }

    /// <summary>The clients of files that list all of a KDC's, by id; null if no such file is at hand.</summary>
    public Dictionary<PrincipalId, string>? Clients { get; private set; }

    /// <summary>The services of files that list all of a KDC's, by id; null if no such file is at hand.</summary>
    public Dictionary<PrincipalId, string>? Services { get; private set; }

    /// <summary>The keys that were given, in that order.</summary>
    public IReadOnlyList<KnownKey> Given => _given;

    /// <summary>How many keys that were found in packets are remembered.</summary>
    public int LearntCount => _learnt.Count;

    /// <summary>How many connections rooms were seen to let in, and of how many the ticket and the authenticator are authenticated.</summary>
    public (int Admitted, int Authenticated) Connections => (_streams.Admitted, _streams.Verified);

    /// <summary>True if a connection's ticket and authenticator are authenticated, false if one is not, null if no key tells.</summary>
    public bool? IsVerified(int stream) => _streams.Find(stream)?.IsVerified;

    /// <summary>True for a ticket that is authenticated by its own IV, or by that of the EncryptedKey that came beside it.</summary>
    public bool IsAuthenticated(DecodedField ticket) =>
        ticket["iv"]?.Authenticity is { } found ? found.Status == AuthenticityStatus.Authenticated : _authenticity.IsAuthenticatedTicket(ticket.Bytes.Span);

    /// <summary>True if there is nothing to open anything with.</summary>
    public bool IsEmpty => _given.Count == 0 && !UsesRegistrations;

    /// <summary>Adds a key, unless it is there already.</summary>
    /// <param name="role">Whose it is.</param>
    /// <param name="key">32 bytes.</param>
    public bool Add(KeyRole role, ReadOnlySpan<byte> key) => Add(role.ToString(), key);

    /// <summary>Adds a key of any protocol, unless it is there already.</summary>
    /// <param name="role">Its role, by the protocol's own name.</param>
    /// <param name="key">32 bytes.</param>
    /// <param name="name">What to call it; null for its place among those that were given.</param>
    /// <param name="owner">The client's or service's id, of a session key the client's; null if it is not known.</param>
    /// <param name="ticket">The ticket that brings a session key to its service; empty if it is not known.</param>
    public bool Add(string role, ReadOnlySpan<byte> key, string? name = null, PrincipalId? owner = null, ReadOnlySpan<byte> ticket = default)
    {
        int place = name is null ? 1 + _given.Count(k => k.Key.Role == role) : 0;
        return Add(role, key, name ?? FormattableString.Invariant($"{role} key {place}"), owner, ticket.IsEmpty ? null : DigestOf(ticket), isLearnt: false);
    }

    /// <summary>Adds what a file says.</summary>
    /// <param name="file">The file's content.</param>
    /// <param name="name">The file's name.</param>
    public void Add(KeyFileContent file, string name)
    {
        if (file.ListsClients)
            Clients ??= [];
        if (file.ListsServices)
            Services ??= [];
        foreach (KeyEntry entry in file.Entries)
        {
            if (entry.Owner is { } owner && (file.ListsClients ? Clients : file.ListsServices ? Services : null) is { } listed)
                listed.TryAdd(owner, entry.OwnerName ?? "");
            if (entry.Key is { } key)
                Add(entry.Role, key.Bytes, entry.NameIn(name), entry.Owner, entry.Ticket);
        }
    }

    /// <summary>Adds the key of one line, and answers it: the earlier one of two that are the same.</summary>
    /// <param name="entry">The line.</param>
    /// <param name="key">Its key.</param>
    /// <param name="file">The file's name.</param>
    public KnownKey AddOrFind(KeyEntry entry, ReadOnlySpan<byte> key, string file)
    {
        if (Add(entry.Role, key, entry.NameIn(file), entry.Owner, entry.Ticket))
            return _given[^1];
        foreach (KnownKey known in _given)
        {
            if (known.Key.Role == entry.Role && known.Key.Holds(key) && (known.IsOwnerGiven ? known.Owner : null) == entry.Owner)
                return known;
        }

        throw new InvalidOperationException("A key that is there already was not given.");
    }

    /// <summary>The key with which a session of this ticket is sealed, if it was found; null otherwise.</summary>
    /// <param name="ticket">The ticket's bytes, as the KDC made them.</param>
    public KnownKey? FindSession(ReadOnlySpan<byte> ticket) => _byTicket.GetValueOrDefault(DigestOf(ticket));

    /// <summary>The keys of a service, those that were given with its id first.</summary>
    public IEnumerable<KnownKey> ServiceKeys(PrincipalId service) => OwnedBy(nameof(KeyRole.Service), service);

    /// <inheritdoc/>
    public IEnumerable<InspectionKey> CandidatesFor(string role, DecodedPacket packet) =>
        Candidates(role, packet).Distinct().Take(MaxTried).Select(k => k.Key).ToList();

    /// <inheritdoc/>
    public int LeftOut(string role, DecodedPacket packet)
    {
        // Counted by lists, not one by one: there may be hundreds of thousands.
        int all = OwnerOf(role, packet) is { } owner
            ? (_owned.GetValueOrDefault((role, owner))?.Count ?? 0) + (_unowned.GetValueOrDefault(role)?.Count ?? 0)
            : _countOfRole.GetValueOrDefault(role);
        return Math.Max(0, all - MaxTried);
    }

    /// <inheritdoc/>
    public KeyClaim ClaimOf(InspectionKey key, DecodedPacket packet)
    {
        KnownKey known = _byKey[key];
        // A ticket brings a session key of its own; without one, that of the connection goes on.
        if (known.Key.Role == nameof(KeyRole.Session)
            && known == (ChatFields.TicketOf(packet) is null ? _streams.Find(packet.Origin?.Stream)?.Session : SessionOfTicket(packet)))
            return KeyClaim.Proven;
        if (known.Owner is not { } owner || OwnerOf(known.Key.Role, packet) is not { } named)
            return KeyClaim.Candidate;
        if (owner != named)
            return KeyClaim.Other;
        // A client has a session key for each of its tickets: that it is the client's says little.
        return known.IsOwnerGiven && known.Key.Role != nameof(KeyRole.Session) ? KeyClaim.Meant : KeyClaim.Candidate;
    }

    /// <inheritdoc/>
    public bool Learn(DecodedPacket packet)
    {
        NoteStream(packet);
        bool learnt = UsesRegistrations && LearnRegistration(packet);
        foreach (DecodedField field in packet.Leaves())
        {
            if (field.Decryption is not { Status: DecryptionStatus.Opened, Plaintext: { } plaintext, Key: { } key } || !_byKey.TryGetValue(key, out KnownKey? used))
                continue;
            NoteUsed(used, packet);
            if (field.Name == "session_key" && plaintext is { IsSecret: true, Type.Name: nameof(AesKey) })
                learnt |= LearnSession(packet, plaintext.Bytes.Span);
        }

        return learnt;
    }

    /// <inheritdoc/>
    public void Authenticate(DecodedPacket packet, IReadOnlyList<ProvableIv> ivs)
    {
        if (IsChat && !IsEmpty)
            _authenticity.Check(packet, ivs);
    }

    /// <inheritdoc/>
    public ulong? KnownValueOf(FieldLayout row) => IsChat ? ChatChecks.KnownValueOf(row) : null;

    /// <inheritdoc/>
    public IReadOnlyList<Finding> Verify(DecodedPacket packet)
    {
        if (!IsChat)
            return [];
        // Without keys each packet is looked at by itself; what a conversation shows is verified with what opens it.
        if (IsEmpty)
            return ChatChecks.CheckVersions(packet);
        IReadOnlyList<Finding> findings = _checks.Check(packet);
        return FindForeign(packet) is { } foreign ? [.. findings, foreign] : findings;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (KnownKey known in _byKey.Values)
            known.Dispose();
    }

    private static UInt128 DigestOf(ReadOnlySpan<byte> bytes)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, digest);
        return MemoryMarshal.Read<UInt128>(digest);
    }

    private IEnumerable<KnownKey> Candidates(string role, DecodedPacket packet)
    {
        IEnumerable<KnownKey> likely = [];
        if (role == nameof(KeyRole.Session))
        {
            if (SessionOfTicket(packet) is { } ofTicket)
                likely = likely.Append(ofTicket);
            if (_streams.Find(packet.Origin?.Stream)?.Session is { } ofStream)
                likely = likely.Append(ofStream);
        }

        if (OwnerOf(role, packet) is { } owner)
            likely = likely.Concat(OwnedBy(role, owner));
        if (_unowned.TryGetValue(role, out List<KnownKey>? unowned))
            likely = likely.Concat(unowned);
        // Without a name on the packet, a key's own says nothing.
        return OwnerOf(role, packet) is null ? likely.Concat(_byKey.Values.Where(k => k.Key.Role == role)) : likely;
    }

    private IEnumerable<KnownKey> OwnedBy(string role, PrincipalId owner) =>
        _owned.TryGetValue((role, owner), out List<KnownKey>? owned) ? Enumerable.Reverse(owned) : [];

    private PrincipalId? OwnerOf(string role, DecodedPacket packet) => role switch
    {
        nameof(KeyRole.Service) => ChatFields.TicketService(packet),
        nameof(KeyRole.Client) => ChatFields.HeaderClient(packet) ?? ChatFields.IdOf(packet["client_id"]),
        nameof(KeyRole.Session) => ChatFields.HeaderClient(packet) ?? _streams.Find(packet.Origin?.Stream)?.Client,
        _ => null,
    };

    private KnownKey? SessionOfTicket(DecodedPacket packet) =>
        ChatFields.TicketOf(packet) is { IsComplete: true } ticket ? FindSession(ticket.Bytes.Span) : null;

    private void NoteStream(DecodedPacket packet)
    {
        if (packet.Origin?.Stream is { } stream && ChatFields.HeaderClient(packet) is { } client && client != default)
            _streams.Of(stream).Client = client;
    }

    private void NoteUsed(KnownKey used, DecodedPacket packet)
    {
        used.NoteOpened(packet.Number);
        if (used.Key.Role == nameof(KeyRole.Session))
        {
            if (packet.Origin?.Stream is { } stream)
                NoteSession(_streams.Of(stream), used, packet);
        }
        else if (OwnerOf(used.Key.Role, packet) is { } owner)
        {
            used.NoteOwner(owner);
        }
    }

    // A connection's session is that of its ticket, from the ticket on that was accepted; without one, of what opened first.
    private void NoteSession(KeyStreams.KeyStream stream, KnownKey used, DecodedPacket packet)
    {
        if (packet.Code == SymmetricKeyRequest.Code && stream.Admitted is null)
            stream.Session = SessionOfTicket(packet) ?? used;
        else
            stream.Session ??= used;
    }

    // The same client's key of another session opens it, which no server would see.
    private Finding? FindForeign(DecodedPacket packet)
    {
        KnownKey? expected = ChatFields.TicketOf(packet) is null ? _streams.Find(packet.Origin?.Stream)?.Session : SessionOfTicket(packet);
        if (expected is null || packet.Leaves().FirstOrDefault(f => f.Decryption is { Status: DecryptionStatus.Opened, Role: nameof(KeyRole.Session) }) is not { } field
            || field.Decryption!.Key == expected.Key)
            return null;
        return new Finding(FindingIds.WrongKey, Severity.Error, "wrong key", field.Path, field.Offset)
        {
            Note = $"the {field.Decryption.KeyName} opens it; its connection's is the {expected.Key.Name}",
            Hint = "it was made for another session, where it may have been taken from",
        };
    }

    private bool LearnSession(DecodedPacket packet, ReadOnlySpan<byte> key)
    {
        DecodedField? ticket = ChatFields.TicketOf(packet);
        UInt128 digest = ticket is null ? default : DigestOf(ticket.Bytes.Span);
        PrincipalId? owner = ChatFields.TicketClient(packet) ?? OwnerOf(nameof(KeyRole.Client), packet);
        return Add(nameof(KeyRole.Session), key, FormattableString.Invariant($"session key of packet #{packet.Number}"), owner, ticket is null ? null : digest, isLearnt: true);
    }

    private bool LearnRegistration(DecodedPacket packet)
    {
        if (packet.Code == ClientRegistration.Code && packet["password"] is { IsComplete: true } password)
        {
            using KeyMaterial key = KeyMaterial.FromPassword(password.TextBytes.Span);
            return Add(nameof(KeyRole.Client), key.Bytes, FormattableString.Invariant($"password of packet #{packet.Number}"), owner: null, ticket: null, isLearnt: true);
        }

        return packet.Code == ServiceRegistration.Code && packet["key"] is { Length: AesKey.Size } service
            && Add(nameof(KeyRole.Service), service.Bytes.Span, FormattableString.Invariant($"service key of packet #{packet.Number}"), owner: null, ticket: null, isLearnt: true);
    }

    private bool Add(string role, ReadOnlySpan<byte> key, string name, PrincipalId? owner, UInt128? ticket, bool isLearnt)
    {
        UInt128 digest = DigestOf(key);
        if (!_digests.Add((role, digest, owner)))
            return false;
        var known = new KnownKey(new InspectionKey(role, name, key), owner, isLearnt);
        _byKey.Add(known.Key, known);
        CollectionsMarshal.GetValueRefOrAddDefault(_countOfRole, role, out _)++;
        ListOf(role, owner).Add(known);
        if (ticket is { } bytes)
            _byTicket[bytes] = known;
        if (!isLearnt)
        {
            _given.Add(known);
            return true;
        }

        if (_learnt.Count == MaxLearnt)
            Forget();
        _learnt.Enqueue((known, ticket ?? default, digest));
        return true;
    }

    private List<KnownKey> ListOf(string role, PrincipalId? owner)
    {
        if (owner is { } id)
            return CollectionsMarshal.GetValueRefOrAddDefault(_owned, (role, id), out _) ??= [];
        return CollectionsMarshal.GetValueRefOrAddDefault(_unowned, role, out _) ??= [];
    }

    private void Forget()
    {
        (KnownKey known, UInt128 ticket, UInt128 digest) = _learnt.Dequeue();
        // Where the owner showed only later, the key stands among those without one.
        PrincipalId? listed = known.IsOwnerGiven ? known.Owner : null;
        _digests.Remove((known.Key.Role, digest, listed));
        _byKey.Remove(known.Key);
        _countOfRole[known.Key.Role]--;
        ListOf(known.Key.Role, listed).Remove(known);
        if (_byTicket.GetValueOrDefault(ticket) == known)
            _byTicket.Remove(ticket);
        _streams.Forget(known);
        known.Dispose();
    }
}
