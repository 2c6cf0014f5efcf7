using System.Buffers;
using System.Net;
using KerberosGen.Codec;
using KerberosGen.Framing;
using KerberosGen.Packets;
using KerberosGen.Protocol;
using Xunit;

namespace KerberosGen.Inspector.Tests;

/// <summary>One recorded connection.</summary>
internal sealed record RecordedPeer(RecordedSite Site, IPEndPoint EndPoint, IPEndPoint Server, RoomSession? Session, MemberFeed Feed)
{
    /// <summary>A request of these bytes.</summary>
    public static byte[] Packed<TPacket>(PrincipalId client, in TPacket packet, byte version = ProtocolLimits.Version)
        where TPacket : IMessage<TPacket>, allows ref struct
    {
        var output = new ArrayBufferWriter<byte>();
        Frame.Write(output, new RequestHeader { ClientId = client, Version = version }, in packet);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>A request whose payload no declaration made.</summary>
    public static byte[] Raw(ushort code, PrincipalId client, byte[] payload, byte version = ProtocolLimits.Version)
    {
        byte[] request = new byte[RequestHeader.Size + payload.Length];
        new RequestHeader { ClientId = client, Version = version, Code = code, PayloadSize = (uint)payload.Length }.Pack(request);
        payload.CopyTo(request, RequestHeader.Size);
        return request;
    }

    /// <summary>Sends a request, and answers what came back.</summary>
    public byte[] Ask(byte[] request) => Site.Answer(this, request);

    /// <summary>Sends a request that must be refused.</summary>
    public void AskRefused(byte[] request) => Assert.Equal(GeneralError.Code, BitConverter.ToUInt16(Ask(request), 1));

    /// <summary>Sends a request to a room whose server does not let the room answer it.</summary>
    public void AskTurnedAway(byte[] request, string reason) => Assert.Equal(GeneralError.Code, BitConverter.ToUInt16(Site.TurnAway(this, request, reason), 1));

    /// <summary>Sends a request that must be granted.</summary>
    public void AskGranted(byte[] request) => Assert.NotEqual(GeneralError.Code, BitConverter.ToUInt16(Ask(request), 1));
}
