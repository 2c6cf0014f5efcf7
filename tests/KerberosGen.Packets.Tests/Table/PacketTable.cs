using System.Buffers;
using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using KerberosGen.Codec;
using KerberosGen.Packets.Tests.Reference;

namespace KerberosGen.Packets.Tests.Table;

/// <summary>Every packet of the protocol, for the laws that hold for all of them.</summary>
public static class PacketTable
{
    public static ImmutableArray<PacketCase> All { get; } =
    [
        Fixed(PacketGenerators.RequestHeader, RequestHeader.Unpack, ReferenceCodec.Pack, ReferenceCodec.RequestHeader),
        Fixed(PacketGenerators.ResponseHeader, ResponseHeader.Unpack, ReferenceCodec.Pack, ReferenceCodec.ResponseHeader),
        Request(PacketGenerators.ClientRegistration, ClientRegistration.Unpack, ReferenceCodec.Pack, ReferenceCodec.ClientRegistration),
        Request(PacketGenerators.ServiceRegistration, ServiceRegistration.Unpack, ReferenceCodec.Pack, ReferenceCodec.ServiceRegistration),
        EmptyRequest<ServiceListRequest>(ServiceListRequest.Unpack),
        Request(PacketGenerators.TicketRequest, TicketRequest.Unpack, ReferenceCodec.Pack, ReferenceCodec.TicketRequest),
        Request(PacketGenerators.SymmetricKeyRequest, SymmetricKeyRequest.Unpack, ReferenceCodec.Pack, ReferenceCodec.SymmetricKeyRequest),
        Request(PacketGenerators.OriginalSymmetricKeyRequest, OriginalSymmetricKeyRequest.Unpack, ReferenceCodec.Pack, ReferenceCodec.OriginalSymmetricKeyRequest),
        new MessageCase<RequestHeader, OwnedChatMessage, ChatMessage>(ChatMessage.Layout, PacketShape.Measured)
        {
            Models = PacketGenerators.ChatMessage,
            View = OwnedChatMessage.View,
            Print = model => OwnedChatMessage.View(model).ToString(),
            Copy = OwnedChatMessage.Copy,
            UnpackSequence = ChatMessage.Unpack,
            ReferencePack = ReferenceCodec.Pack,
            ReferenceUnpack = ReferenceCodec.ChatMessage,
        },
        new MessageCase<RequestHeader, OwnedSubscribeRequest, SubscribeRequest>(SubscribeRequest.Layout, PacketShape.Measured)
        {
            Models = PacketGenerators.SubscribeRequest,
            View = OwnedSubscribeRequest.View,
            Print = model => OwnedSubscribeRequest.View(model).ToString(),
            Copy = OwnedSubscribeRequest.Copy,
            UnpackSequence = SubscribeRequest.Unpack,
            ReferencePack = ReferenceCodec.Pack,
            ReferenceUnpack = ReferenceCodec.SubscribeRequest,
        },
        EmptyRequest<MembersRequest>(MembersRequest.Unpack),
        EmptyRequest<LeaveRequest>(LeaveRequest.Unpack),
        Response(PacketGenerators.RegistrationSuccess, RegistrationSuccess.Unpack, ReferenceCodec.Pack, ReferenceCodec.RegistrationSuccess),
        EmptyResponse<RegistrationFailure>(RegistrationFailure.Unpack),
        new MessageCase<ResponseHeader, OwnedServiceList, ServiceListResponse>(ServiceListResponse.Layout, PacketShape.Listed)
        {
            Models = PacketGenerators.ServiceList,
            View = OwnedServiceList.View,
            Print = model => OwnedServiceList.View(model).ToString(),
            Copy = OwnedServiceList.Copy,
            UnpackSequence = ServiceListResponse.Unpack,
            ReferencePack = ReferenceCodec.Pack,
            ReferenceUnpack = ReferenceCodec.ServiceList,
        },
        Response(PacketGenerators.TicketResponse, TicketResponse.Unpack, ReferenceCodec.Pack, ReferenceCodec.TicketResponse),
        Response(PacketGenerators.OriginalTicketResponse, OriginalTicketResponse.Unpack, ReferenceCodec.Pack, ReferenceCodec.OriginalTicketResponse),
        EmptyResponse<SymmetricKeyAck>(SymmetricKeyAck.Unpack),
        EmptyResponse<MessageAck>(MessageAck.Unpack),
        new MessageCase<ResponseHeader, OwnedRoomEvent, RoomEvent>(RoomEvent.Layout, PacketShape.Measured)
        {
            Models = PacketGenerators.RoomEvent,
            View = OwnedRoomEvent.View,
            Print = model => OwnedRoomEvent.View(model).ToString(),
            Copy = OwnedRoomEvent.Copy,
            UnpackSequence = RoomEvent.Unpack,
            ReferencePack = ReferenceCodec.Pack,
            ReferenceUnpack = ReferenceCodec.RoomEvent,
        },
        new MessageCase<ResponseHeader, OwnedMembers, MembersResponse>(MembersResponse.Layout, PacketShape.Listed)
        {
            Models = PacketGenerators.Members,
            View = OwnedMembers.View,
            Print = model => OwnedMembers.View(model).ToString(),
            Copy = OwnedMembers.Copy,
            UnpackSequence = MembersResponse.Unpack,
            ReferencePack = ReferenceCodec.Pack,
            ReferenceUnpack = ReferenceCodec.Members,
        },
        EmptyResponse<GeneralError>(GeneralError.Unpack),
        EmptyResponse<OriginalUnknownClient>(OriginalUnknownClient.Unpack),
        Fixed(PacketGenerators.Authenticator, Authenticator.Unpack, ReferenceCodec.Pack, ReferenceCodec.Authenticator),
        Fixed(PacketGenerators.MemberEntry, MemberEntry.Unpack, ReferenceCodec.Pack, ReferenceCodec.MemberEntry),
        Fixed(PacketGenerators.ServiceEntry, ServiceEntry.Unpack, ReferenceCodec.Pack, ReferenceCodec.ServiceEntry),
        Fixed(PacketGenerators.EncryptedKey, EncryptedKey.Unpack, ReferenceCodec.Pack, ReferenceCodec.EncryptedKey),
        Fixed(PacketGenerators.Ticket, Ticket.Unpack, ReferenceCodec.Pack, ReferenceCodec.Ticket),
        Fixed(PacketGenerators.OriginalEncryptedKey, OriginalEncryptedKey.Unpack, ReferenceCodec.Pack, ReferenceCodec.OriginalEncryptedKey),
        Fixed(PacketGenerators.OriginalTicket, OriginalTicket.Unpack, ReferenceCodec.Pack, ReferenceCodec.OriginalTicket),
    ];

    public static TheoryData<string> Names { get; } = new(All.Select(packet => packet.Name));

    public static TheoryData<string> Messages { get; } = new(All.OfType<IMessageCase>().Select(message => message.Name));

    public static PacketCase Find(string name) => All.Single(packet => packet.Name == name);

    public static IMessageCase FindMessage(string name) => All.OfType<IMessageCase>().Single(message => message.Name == name);

    private delegate UnpackResult FixedSequenceUnpack<T>(in ReadOnlySequence<byte> source, out T packet);

    private static PacketCase<T, T> Fixed<T>(
        Gen<T> models, FixedSequenceUnpack<T> unpack, Func<T, byte[]> referencePack, ReferenceUnpack<T> referenceUnpack)
        where T : struct, IPacket<T>, IEquatable<T> => new(T.Layout, PacketShape.Fixed)
        {
            Models = models,
            View = model => model,
            Print = model => model.ToString()!,
            Copy = (scoped in T packet) => packet,
            UnpackSequence = (in ReadOnlySequence<byte> source, Span<byte> _, out T packet) => unpack(in source, out packet),
            ReferencePack = referencePack,
            ReferenceUnpack = referenceUnpack,
        };

    private static MessageCase<THeader, T, T> Message<THeader, T>(
        Gen<T> models, FixedSequenceUnpack<T> unpack, Func<T, byte[]> referencePack, ReferenceUnpack<T> referenceUnpack)
        where THeader : struct, IPacketHeader<THeader>, IPacket<THeader>, IEquatable<THeader>
        where T : struct, IMessage<T>, IEquatable<T> => new(T.Layout, PacketShape.Fixed)
        {
            Models = models,
            View = model => model,
            Print = model => model.ToString()!,
            Copy = (scoped in T packet) => packet,
            UnpackSequence = (in ReadOnlySequence<byte> source, Span<byte> _, out T packet) => unpack(in source, out packet),
            ReferencePack = referencePack,
            ReferenceUnpack = referenceUnpack,
        };

    private static MessageCase<RequestHeader, T, T> Request<T>(
        Gen<T> models, FixedSequenceUnpack<T> unpack, Func<T, byte[]> referencePack, ReferenceUnpack<T> referenceUnpack)
        where T : struct, IMessage<T>, IEquatable<T> =>
        Message<RequestHeader, T>(models, unpack, referencePack, referenceUnpack);

    private static MessageCase<ResponseHeader, T, T> Response<T>(
        Gen<T> models, FixedSequenceUnpack<T> unpack, Func<T, byte[]> referencePack, ReferenceUnpack<T> referenceUnpack)
        where T : struct, IMessage<T>, IEquatable<T> =>
        Message<ResponseHeader, T>(models, unpack, referencePack, referenceUnpack);

    private static MessageCase<RequestHeader, T, T> EmptyRequest<T>(FixedSequenceUnpack<T> unpack)
        where T : struct, IMessage<T>, IEquatable<T> => Request(Gen.Constant(default(T)), unpack, _ => [], _ => default);

    private static MessageCase<ResponseHeader, T, T> EmptyResponse<T>(FixedSequenceUnpack<T> unpack)
        where T : struct, IMessage<T>, IEquatable<T> => Response(Gen.Constant(default(T)), unpack, _ => [], _ => default);
}
