using System.Security.Cryptography;
using KerberosGen.Benchmarks.HandWritten;
using KerberosGen.Packets;

namespace KerberosGen.Benchmarks.Cases;

/// <summary>Every packet and structure of the protocol that has any bytes.</summary>
internal static class CodecCases
{
    // What 100 bytes of text become with their padding, and a display name of less than one block.
    private const int MessageCiphertext = 112;
    private const int NameCiphertext = 16;

    public static IReadOnlyList<CodecCase> All { get; } =
    [
        new FixedCase<RequestHeader, HandRequestHeader>(),
        new FixedCase<ResponseHeader, HandResponseHeader>(),
        new FixedCase<ClientRegistration, HandClientRegistration>(),
        new FixedCase<ServiceRegistration, HandServiceRegistration>(),
        new FixedCase<TicketRequest, HandTicketRequest>(),
        new FixedCase<SymmetricKeyRequest, HandSymmetricKeyRequest>(),
        new FixedCase<OriginalSymmetricKeyRequest, HandOriginalSymmetricKeyRequest>(),
        new VariableCase<ChatMessage, HandChatMessage>(SampleMessage()),
        new VariableCase<SubscribeRequest, HandSubscribeRequest>(SampleSubscription()),
        new FixedCase<RegistrationSuccess, HandRegistrationSuccess>(),
        new ServiceListCase(),
        new FixedCase<TicketResponse, HandTicketResponse>(),
        new FixedCase<OriginalTicketResponse, HandOriginalTicketResponse>(),
        new VariableCase<RoomEvent, HandRoomEvent>(SampleEvent()),
        new MemberListCase(),
        new FixedCase<Authenticator, HandAuthenticator>(),
        new FixedCase<EncryptedKey, HandEncryptedKey>(),
        new FixedCase<OriginalEncryptedKey, HandOriginalEncryptedKey>(),
        new FixedCase<MemberEntry, HandMemberEntry>(),
        new FixedCase<ServiceEntry, HandServiceEntry>(),
        new FixedCase<Ticket, HandTicket>(),
        new FixedCase<OriginalTicket, HandOriginalTicket>(),
    ];

    private static byte[] SampleMessage() => new ChatMessage
    {
        Iv = new Iv(RandomNumberGenerator.GetBytes(Iv.Size)),
        Content = RandomNumberGenerator.GetBytes(MessageCiphertext),
    }.ToArray();

    private static byte[] SampleSubscription() => new SubscribeRequest
    {
        Since = ulong.MaxValue,
        Iv = new Iv(RandomNumberGenerator.GetBytes(Iv.Size)),
        DisplayName = RandomNumberGenerator.GetBytes(NameCiphertext),
    }.ToArray();

    private static byte[] SampleEvent() => new RoomEvent
    {
        Sequence = 1,
        Time = 1_700_000_000_000,
        Kind = EventKind.Message,
        ClientId = new PrincipalId(RandomNumberGenerator.GetBytes(PrincipalId.Size)),
        Iv = new Iv(RandomNumberGenerator.GetBytes(Iv.Size)),
        Content = RandomNumberGenerator.GetBytes(MessageCiphertext),
    }.ToArray();
}
