using KerberosGen.Inspection.Captures;

namespace KerberosGen.Inspection.Decoding;

/// <summary>
/// Receives the packets of a capture as they are cut out of it. A sink that has no need of a packet taken apart deals with
/// its bytes where they lie, and nothing is allocated for it.
/// </summary>
public interface IPacketSink
{
    /// <summary>Offers a whole packet of a known code and a possible size, in its stream's place.</summary>
    /// <param name="packet">Its bytes, header first; gone once this returns.</param>
    /// <param name="direction">Which way it travels.</param>
    /// <param name="offset">Bytes from the beginning of its stream to its first byte.</param>
    /// <param name="flow">Between whom it travels.</param>
    /// <param name="time">When its last byte was captured.</param>
    /// <returns>True if that was all; false if it is to be taken apart and handed to <see cref="Take"/>.</returns>
    bool TryTake(ReadOnlySpan<byte> packet, PacketDirection direction, long offset, PacketFlow flow, DateTimeOffset time);

    /// <summary>Receives a packet taken apart: one that was not dealt with, a broken or unknown one, garbage, or a gap.</summary>
    void Take(DecodedPacket packet);
}
