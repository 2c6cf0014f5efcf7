using KerberosGen.Inspection.Decoding;
using KerberosGen.Packets;

namespace KerberosGen.Inspector;

/// <summary>
/// The keys at hand, and the chain of this protocol: a client's or a service's key opens a session key (1603, Ticket), and
/// that opens authenticators, messages and events from then on.
/// </summary>
internal sealed class KeyChain : IKeyRing, IDisposable
{
    private readonly List<Link> _links = [];

    /// <summary>Adds a key, unless it is there already.</summary>
    /// <param name="role">Whose it is.</param>
    /// <param name="key">32 bytes.</param>
    /// <param name="owner">The client's id, for a session key found in a packet.</param>
    public bool Add(KeyRole role, ReadOnlySpan<byte> key, ReadOnlyMemory<byte> owner = default) => Add(role.ToString(), key, owner);

    /// <summary>Adds a key of any protocol, unless it is there already.</summary>
    /// <param name="name">Its role, by the protocol's own name.</param>
    /// <param name="key">32 bytes.</param>
    /// <param name="owner">The client's id, for a session key found in a packet.</param>
    public bool Add(string name, ReadOnlySpan<byte> key, ReadOnlyMemory<byte> owner = default)
    {
        int count = 1;
        foreach (Link link in _links)
        {
            if (link.Key.Role != name)
                continue;
            if (link.Key.Holds(key))
                return false;
            count++;
        }

        _links.Add(new Link(new InspectionKey(name, FormattableString.Invariant($"{name} key {count}"), key), owner));
        return true;
    }

    /// <inheritdoc/>
    public IEnumerable<InspectionKey> CandidatesFor(string role, DecodedPacket packet)
    {
        ReadOnlyMemory<byte> client = ClientOf(packet);
        int? stream = packet.Origin?.Stream;
        return _links
            .Where(l => l.Key.Role == role)
            .OrderByDescending(l => stream is not null && l.LastStream == stream)
            .ThenByDescending(l => !l.Owner.IsEmpty && l.Owner.Span.SequenceEqual(client.Span))
            .Select(l => l.Key)
            .ToList();
    }

    /// <inheritdoc/>
    public bool Learn(DecodedPacket packet)
    {
        bool learnt = false;
        foreach (DecodedField field in packet.Leaves())
        {
            if (field.Decryption is not { Status: DecryptionStatus.Opened, Plaintext: { } plaintext } opened)
                continue;
            Link? used = _links.Find(l => l.Key.Name == opened.KeyName);
            used?.LastStream = packet.Origin?.Stream;
            if (field.Name == "session_key" && plaintext is { IsSecret: true, Type.Name: nameof(AesKey) })
                learnt |= Add(KeyRole.Session, plaintext.Bytes.Span, ClientOf(packet));
        }

        return learnt;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (Link link in _links)
            link.Key.Dispose();
    }

    // The header of a request names the client; so do a ticket on its own and an answer that holds one.
    private static ReadOnlyMemory<byte> ClientOf(DecodedPacket packet) =>
        (DecodedPacketHeader(packet) ?? packet["client_id"])?.Bytes ?? default;

    private static DecodedField? DecodedPacketHeader(DecodedPacket packet) =>
        packet.Header.FirstOrDefault(f => f.Name == "client_id");

    private sealed class Link(InspectionKey key, ReadOnlyMemory<byte> owner)
    {
        public InspectionKey Key { get; } = key;

        public ReadOnlyMemory<byte> Owner { get; } = owner;

        public int? LastStream { get; set; }
    }
}
