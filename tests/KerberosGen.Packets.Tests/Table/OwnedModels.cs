using KerberosGen.Codec;

namespace KerberosGen.Packets.Tests.Table;

// FsCheck makes no ref structs: each packet with a variable part has an owned model whose fields have the same names.

public sealed record OwnedChatMessage(Iv Iv, OwnedArray<byte> Content)
{
    public static ChatMessage View(OwnedChatMessage model) => new() { Iv = model.Iv, Content = model.Content.Items };

    public static OwnedChatMessage Copy(scoped in ChatMessage packet) => new(packet.Iv, new(packet.Content.ToArray()));
}

public sealed record OwnedSubscribeRequest(ulong Since, Iv Iv, OwnedArray<byte> DisplayName)
{
    public static SubscribeRequest View(OwnedSubscribeRequest model) =>
        new() { Since = model.Since, Iv = model.Iv, DisplayName = model.DisplayName.Items };

    public static OwnedSubscribeRequest Copy(scoped in SubscribeRequest packet) =>
        new(packet.Since, packet.Iv, new(packet.DisplayName.ToArray()));
}

public sealed record OwnedRoomEvent(
    ulong Sequence, long Time, EventKind Kind, PrincipalId ClientId, Iv Iv, OwnedArray<byte> Content)
{
    public static RoomEvent View(OwnedRoomEvent model) => new()
    {
        Sequence = model.Sequence,
        Time = model.Time,
        Kind = model.Kind,
        ClientId = model.ClientId,
        Iv = model.Iv,
        Content = model.Content.Items,
    };

    public static OwnedRoomEvent Copy(scoped in RoomEvent packet) =>
        new(packet.Sequence, packet.Time, packet.Kind, packet.ClientId, packet.Iv, new(packet.Content.ToArray()));
}

public sealed record OwnedServiceList(OwnedArray<ServiceEntry> Services)
{
    public static ServiceListResponse View(OwnedServiceList model) =>
        new() { Services = PacketList<ServiceEntry>.Of(model.Services.Items) };

    public static OwnedServiceList Copy(scoped in ServiceListResponse packet) => new(new OwnedArray<ServiceEntry>(packet.Services.ToArray()));
}

public sealed record OwnedMembers(OwnedArray<MemberEntry> Members)
{
    public static MembersResponse View(OwnedMembers model) =>
        new() { Members = PacketList<MemberEntry>.Of(model.Members.Items) };

    public static OwnedMembers Copy(scoped in MembersResponse packet) => new(new OwnedArray<MemberEntry>(packet.Members.ToArray()));
}
