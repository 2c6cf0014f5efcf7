using KerberosGen.Codec;
using KerberosGen.Layout;
using KerberosGen.Packets.Tests.Vectors;

namespace KerberosGen.Packets.Tests.Dispatching;

/// <summary>Answers every request with the bytes that its unpacked value packs to.</summary>
public sealed class RequestReencoder : RequestHandler<List<string>, byte[]>
{
    protected override byte[] OnClientRegistration(List<string> seen, in RequestHeader header, scoped in ClientRegistration packet) => Encode(seen, header, in packet);

    protected override byte[] OnServiceRegistration(List<string> seen, in RequestHeader header, scoped in ServiceRegistration packet) => Encode(seen, header, in packet);

    protected override byte[] OnServiceListRequest(List<string> seen, in RequestHeader header, scoped in ServiceListRequest packet) => Encode(seen, header, in packet);

    protected override byte[] OnTicketRequest(List<string> seen, in RequestHeader header, scoped in TicketRequest packet) => Encode(seen, header, in packet);

    protected override byte[] OnSymmetricKeyRequest(List<string> seen, in RequestHeader header, scoped in SymmetricKeyRequest packet) => Encode(seen, header, in packet);

    protected override byte[] OnOriginalSymmetricKeyRequest(List<string> seen, in RequestHeader header, scoped in OriginalSymmetricKeyRequest packet) => Encode(seen, header, in packet);

    protected override byte[] OnChatMessage(List<string> seen, in RequestHeader header, scoped in ChatMessage packet) => Encode(seen, header, in packet);

    protected override byte[] OnSubscribeRequest(List<string> seen, in RequestHeader header, scoped in SubscribeRequest packet) => Encode(seen, header, in packet);

    protected override byte[] OnMembersRequest(List<string> seen, in RequestHeader header, scoped in MembersRequest packet) => Encode(seen, header, in packet);

    protected override byte[] OnLeaveRequest(List<string> seen, in RequestHeader header, scoped in LeaveRequest packet) => Encode(seen, header, in packet);

    protected override byte[] OnUnexpected(List<string> seen, in RequestHeader header, PacketLayout packet) =>
        throw new InvalidOperationException($"{packet.Name} has no override here.");

    protected override byte[] OnUnknown(List<string> seen, in RequestHeader header, ReadOnlySpan<byte> payload)
    {
        seen.Add("unknown");
        return [.. header.ToArray(), .. payload];
    }

    protected override byte[] OnInvalid(List<string> seen, in RequestHeader header, PacketLayout packet, UnpackResult problem)
    {
        seen.Add($"invalid {packet.Name}: {problem.Reason}");
        return [];
    }

    private static byte[] Encode<TPacket>(List<string> seen, RequestHeader header, scoped in TPacket packet)
        where TPacket : IMessage<TPacket>, allows ref struct
    {
        seen.Add(TPacket.Layout.Name);
        return Frames.Write(header, in packet);
    }
}
