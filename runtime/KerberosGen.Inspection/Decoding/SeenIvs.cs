using System.Runtime.InteropServices;

namespace KerberosGen.Inspection.Decoding;

/// <summary>
/// Remembers initialisation vectors, to tell when one comes again with another message. A message that is sent again, or
/// carried on in another packet, has its own IV again: that is no reuse. It takes 512 KiB, which a processor keeps close, for
/// 32,768 of them; each has four places to stand in, and once they are taken, another makes room.
/// </summary>
internal sealed class SeenIvs
{
    private const int Sets = 8 * 1024;
    private const int Ways = 4;

    // A set is one line of the processor's cache: looking at it costs one fetch.
    private Use[] _uses = [];

    /// <summary>Notes an IV.</summary>
    /// <param name="role">Whose key encrypts with it.</param>
    /// <param name="iv">16 bytes.</param>
    /// <param name="message">Tells what it encrypts from other messages, within this process: made with <see cref="Mix"/>.</param>
    /// <param name="packet">The packet's number.</param>
    /// <returns>The number of the packet in which the IV came with another message, or null.</returns>
    public int? Note(string role, ReadOnlySpan<byte> iv, int message, int packet)
    {
        if (_uses.Length == 0)
            _uses = new Use[Sets * Ways];
        ulong key = KeyOf(role, iv);
        Span<Use> set = _uses.AsSpan((int)(key % Sets) * Ways, Ways);
        foreach (ref Use use in set)
        {
            if (use.Key == key)
                return use.Message == message ? null : use.Packet;
        }

        set[packet % Ways] = new Use(key, message, packet);
        return null;
    }

    /// <summary>Adds a ciphertext to what tells a message from others.</summary>
    /// <param name="message">What was so far; 0 at first.</param>
    /// <param name="ciphertext">Made with CBC: whatever differs in a message, its last block does.</param>
    public static int Mix(int message, ReadOnlySpan<byte> ciphertext)
    {
        ulong last = ciphertext.Length < sizeof(ulong) ? 0 : MemoryMarshal.Read<ulong>(ciphertext[^sizeof(ulong)..]);
        last = (last + (uint)message) * 0x9e3779b97f4a7c15;
        return (int)(last >> 32) ^ ciphertext.Length;
    }

    // IVs are random, so any bits of them do; one that is not may be taken for another once in 2^64 times.
    private static ulong KeyOf(string role, ReadOnlySpan<byte> iv)
    {
        ulong key = MemoryMarshal.Read<ulong>(iv) ^ (MemoryMarshal.Read<ulong>(iv[8..]) * 0x9e3779b97f4a7c15);
        key ^= (ulong)role.Length << 32 ^ role[0];
        key ^= key >> 32;
        key *= 0xd6e8feb86659fd93;
        return (key ^ (key >> 32)) | 1;
    }

    private readonly record struct Use(ulong Key, int Message, int Packet);
}
