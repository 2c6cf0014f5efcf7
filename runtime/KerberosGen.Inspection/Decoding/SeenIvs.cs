using System.Runtime.InteropServices;

namespace KerberosGen.Inspection.Decoding;

/// <summary>
/// Remembers initialisation vectors, to tell when one comes again with another message. A message that is sent again, or
/// carried on in another packet, has its own IV again: that is no reuse. It holds the last 65,536 and forgets those before.
/// </summary>
internal sealed class SeenIvs
{
    private const int Capacity = 64 * 1024;

    private readonly Dictionary<Key, Use> _seen = [];
    private readonly Queue<Key> _byAge = new();

    /// <summary>Notes an IV.</summary>
    /// <param name="role">Whose key encrypts with it.</param>
    /// <param name="iv">16 bytes.</param>
    /// <param name="message">Tells what it encrypts from other messages, within this process: made with <see cref="HashCode"/>.</param>
    /// <param name="packet">The packet's number.</param>
    /// <returns>The number of the packet in which the IV came with another message, or null.</returns>
    public int? Note(string role, ReadOnlySpan<byte> iv, int message, int packet)
    {
        var key = new Key(role, MemoryMarshal.Read<UInt128>(iv));
        ref Use before = ref CollectionsMarshal.GetValueRefOrAddDefault(_seen, key, out bool isKnown);
        if (isKnown)
            return before.Message == message ? null : before.Packet;
        before = new Use(message, packet);
        if (_seen.Count > Capacity)
            _seen.Remove(_byAge.Dequeue());
        _byAge.Enqueue(key);
        return null;
    }

    private readonly record struct Key(string Role, UInt128 Iv)
    {
        // Roles are few, and IVs are random.
        public override int GetHashCode() => Iv.GetHashCode();
    }

    private readonly record struct Use(int Message, int Packet);
}
