using System.Buffers;
using KerberosGen.Codec;
using KerberosGen.Packets;

namespace KerberosGen.InspectorBenchmarks.Traffic;

/// <summary>Packs packets with their headers, several into one piece.</summary>
internal sealed class Wire(PacketRecord record)
{
    private readonly ArrayBufferWriter<byte> _piece = new();

    public Wire Request<TPacket>(PrincipalId client, scoped in TPacket packet)
        where TPacket : IMessage<TPacket>, allows ref struct
    {
        int start = _piece.WrittenCount;
        _piece.WritePacket(new RequestHeader { ClientId = client, Version = 24, Code = TPacket.Code, PayloadSize = (uint)packet.PackedSize });
        _piece.WritePacket(packet);
        record.Add(isRequest: true, _piece.WrittenSpan[start..]);
        return this;
    }

    public Wire Response<TPacket>(scoped in TPacket packet)
        where TPacket : IMessage<TPacket>, allows ref struct
    {
        int start = _piece.WrittenCount;
        _piece.WritePacket(new ResponseHeader { Version = 24, Code = TPacket.Code, PayloadSize = (uint)packet.PackedSize });
        _piece.WritePacket(packet);
        record.Add(isRequest: false, _piece.WrittenSpan[start..]);
        return this;
    }

    /// <summary>The packets so far; the next one begins another piece.</summary>
    public ReadOnlySpan<byte> Take()
    {
        ReadOnlySpan<byte> piece = _piece.WrittenSpan;
        _piece.ResetWrittenCount();
        return piece;
    }
}
