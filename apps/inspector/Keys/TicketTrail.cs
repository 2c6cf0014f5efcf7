using System.Security.Cryptography;
using KerberosGen.Packets;

namespace KerberosGen.Inspector;

/// <summary>The tickets that a KDC was seen to send: for which service, and whether they are authenticated.</summary>
/// <param name="capacity">How many it remembers.</param>
internal sealed class TicketTrail(int capacity)
{
    private const int MaxLatest = 64;

    private readonly Dictionary<string, bool> _isAuthenticated = [];
    private readonly Queue<string> _byAge = new();
    private readonly Queue<Seen> _latest = new();

    /// <summary>The last 64.</summary>
    public IEnumerable<Seen> Latest => _latest;

    /// <summary>Notes a ticket.</summary>
    /// <param name="ticket">All of it, as it stands on the wire.</param>
    /// <param name="service">Whom it is for.</param>
    /// <param name="packet">The packet that brought it.</param>
    /// <param name="isAuthenticated">True if its IV proves it, or that of the EncryptedKey beside it does.</param>
    public void Note(ReadOnlySpan<byte> ticket, PrincipalId service, int packet, bool isAuthenticated)
    {
        byte[] digest = SHA256.HashData(ticket);
        string key = Convert.ToBase64String(digest);
        if (_isAuthenticated.TryAdd(key, isAuthenticated))
        {
            if (_byAge.Count == capacity)
                _isAuthenticated.Remove(_byAge.Dequeue());
            _byAge.Enqueue(key);
        }
        else
        {
            _isAuthenticated[key] |= isAuthenticated;
        }

        if (_latest.Count == MaxLatest)
            _latest.Dequeue();
        _latest.Enqueue(new Seen(digest, service, packet));
    }

    /// <summary>True for a ticket that was seen to be authenticated.</summary>
    public bool IsAuthenticated(ReadOnlySpan<byte> ticket) => _isAuthenticated.GetValueOrDefault(Convert.ToBase64String(SHA256.HashData(ticket)));

    /// <summary>One ticket.</summary>
    /// <param name="Digest">SHA-256 of all of it.</param>
    /// <param name="Service">Whom it is for.</param>
    /// <param name="Packet">The packet that brought it.</param>
    public sealed record Seen(byte[] Digest, PrincipalId Service, int Packet);
}
