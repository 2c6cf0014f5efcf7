using KerberosGen.Codec;
using KerberosGen.Layout;
using KerberosGen.Packets.Tests.Vectors;

namespace KerberosGen.Packets.Tests.Dispatching;

/// <summary>Answers every response with the bytes that its unpacked value packs to.</summary>
public sealed class ResponseReencoder : ResponseHandler<List<string>, byte[]>
{
    protected override byte[] OnRegistrationSuccess(List<string> seen, in ResponseHeader header, scoped in RegistrationSuccess packet) => Encode(seen, header, in packet);

    protected override byte[] OnRegistrationFailure(List<string> seen, in ResponseHeader header, scoped in RegistrationFailure packet) => Encode(seen, header, in packet);

    protected override byte[] OnServiceListResponse(List<string> seen, in ResponseHeader header, scoped in ServiceListResponse packet) => Encode(seen, header, in packet);

    protected override byte[] OnTicketResponse(List<string> seen, in ResponseHeader header, scoped in TicketResponse packet) => Encode(seen, header, in packet);

    protected override byte[] OnOriginalTicketResponse(List<string> seen, in ResponseHeader header, scoped in OriginalTicketResponse packet) => Encode(seen, header, in packet);

    protected override byte[] OnSymmetricKeyAck(List<string> seen, in ResponseHeader header, scoped in SymmetricKeyAck packet) => Encode(seen, header, in packet);

    protected override byte[] OnMessageAck(List<string> seen, in ResponseHeader header, scoped in MessageAck packet) => Encode(seen, header, in packet);

    protected override byte[] OnRoomEvent(List<string> seen, in ResponseHeader header, scoped in RoomEvent packet) => Encode(seen, header, in packet);

    protected override byte[] OnMembersResponse(List<string> seen, in ResponseHeader header, scoped in MembersResponse packet) => Encode(seen, header, in packet);

    protected override byte[] OnGeneralError(List<string> seen, in ResponseHeader header, scoped in GeneralError packet) => Encode(seen, header, in packet);

    protected override byte[] OnOriginalUnknownClient(List<string> seen, in ResponseHeader header, scoped in OriginalUnknownClient packet) => Encode(seen, header, in packet);

    protected override byte[] OnUnexpected(List<string> seen, in ResponseHeader header, PacketLayout packet) =>
        throw new InvalidOperationException($"{packet.Name} has no override here.");

    protected override byte[] OnUnknown(List<string> seen, in ResponseHeader header, ReadOnlySpan<byte> payload)
    {
        seen.Add("unknown");
        return [.. header.ToArray(), .. payload];
    }

    protected override byte[] OnInvalid(List<string> seen, in ResponseHeader header, PacketLayout packet, UnpackResult problem)
    {
        seen.Add($"invalid {packet.Name}: {problem.Reason}");
        return [];
    }

    private static byte[] Encode<TPacket>(List<string> seen, ResponseHeader header, scoped in TPacket packet)
        where TPacket : IMessage<TPacket>, allows ref struct
    {
        seen.Add(TPacket.Layout.Name);
        return Frames.Write(header, in packet);
    }
}
