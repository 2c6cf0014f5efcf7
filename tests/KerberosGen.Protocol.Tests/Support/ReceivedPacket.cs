using System.Buffers;
using KerberosGen.Framing;
using KerberosGen.Packets;

namespace KerberosGen.Protocol.Tests;

/// <summary>A response as it stands on the wire.</summary>
internal sealed record ReceivedPacket(ResponseHeader Header, byte[] Payload)
{
    public ushort Code => Header.Code;

    /// <summary>Cuts bytes into responses; every byte must belong to a well-formed one.</summary>
    public static IReadOnlyList<ReceivedPacket> CutAll(ReadOnlyMemory<byte> bytes)
    {
        var packets = new List<ReceivedPacket>();
        var rest = new ReadOnlySequence<byte>(bytes);
        while (!rest.IsEmpty)
        {
            FrameStatus status = Frame.TryRead(ref rest, ProtocolLimits.MaxResponsePayload, out ResponseHeader header, out ReadOnlySequence<byte> payload);
            Assert.Equal(FrameStatus.Done, status);
            Assert.Equal(24, header.Version);
            packets.Add(new ReceivedPacket(header, payload.ToArray()));
        }

        return packets;
    }
}
