using KerberosGen.Crypto;
using KerberosGen.Layout;
using KerberosGen.Packets.Tests.Table;

namespace KerberosGen.Packets.Tests.Sealing.SyntheticIvs;

/// <summary>A packet with a synthetic IV: how its own emitted code seals random values and opens bytes.</summary>
/// <param name="Layout">Its table.</param>
/// <param name="Seal">Seals values of a seed, twice in one struct if that is asked for, and packs them.</param>
/// <param name="Open">Unpacks and opens; null if the bytes are no such packet.</param>
internal sealed record ProvedPacket(
    PacketLayout Layout, Func<Proof, int, bool, byte[]> Seal, Func<Proof, byte[], Opening?> Open)
{
    public static readonly ProvedPacket[] All =
    [
        new(Authenticator.Layout, SealAuthenticator, OpenAuthenticator),
        new(EncryptedKey.Layout, SealEncryptedKey, OpenEncryptedKey),
        new(OriginalEncryptedKey.Layout, SealOriginalEncryptedKey, OpenOriginalEncryptedKey),
        new(Ticket.Layout, SealTicket, OpenTicket),
        new(OriginalTicket.Layout, SealOriginalTicket, OpenOriginalTicket),
        new(ChatMessage.Layout, SealMessage, OpenMessage),
        new(SubscribeRequest.Layout, SealSubscription, OpenSubscription),
        new(RoomEvent.Layout, SealEvent, OpenEvent),
    ];

    private const int MostText = 300;

    public static ProvedPacket Find(string name) => All.Single(p => p.Layout.Name == name);

    private static byte[] SealAuthenticator(Proof proof, int seed, bool isReused)
    {
        var values = new RandomValues(seed);
        Authenticator packet = default;
        if (isReused)
            packet.Seal(proof.Cipher, proof.Mac, "before"u8, default, default, default, default);
        packet.Seal(proof.Cipher, proof.Mac, proof.Associated, values.Any<VersionText>(), values.Any<PrincipalId>(), values.Any<PrincipalId>(), values.Any<TimeText>());
        return packet.ToArray();
    }

    private static Opening? OpenAuthenticator(Proof proof, byte[] bytes) =>
        Authenticator.Unpack(bytes, out Authenticator packet).IsDone ? packet.TryOpen(proof.Cipher, proof.Mac, proof.Associated, out _, out _, out _, out _) : null;

    private static byte[] SealEncryptedKey(Proof proof, int seed, bool isReused)
    {
        var values = new RandomValues(seed);
        EncryptedKey packet = default;
        if (isReused)
            packet.Seal(proof.Cipher, proof.Mac, "before"u8, default, default);
        packet.Seal(proof.Cipher, proof.Mac, proof.Associated, values.Any<Nonce>(), values.Any<AesKey>());
        return packet.ToArray();
    }

    private static Opening? OpenEncryptedKey(Proof proof, byte[] bytes) =>
        EncryptedKey.Unpack(bytes, out EncryptedKey packet).IsDone ? packet.TryOpen(proof.Cipher, proof.Mac, proof.Associated, out _, out _) : null;

    private static byte[] SealOriginalEncryptedKey(Proof proof, int seed, bool isReused)
    {
        var values = new RandomValues(seed);
        OriginalEncryptedKey packet = default;
        if (isReused)
            packet.Seal(proof.Cipher, proof.Mac, "before"u8, default, default);
        packet.Seal(proof.Cipher, proof.Mac, proof.Associated, values.Any<Nonce>(), values.Any<AesKey>());
        return packet.ToArray();
    }

    private static Opening? OpenOriginalEncryptedKey(Proof proof, byte[] bytes) =>
        OriginalEncryptedKey.Unpack(bytes, out OriginalEncryptedKey packet).IsDone ? packet.TryOpen(proof.Cipher, proof.Mac, proof.Associated, out _, out _) : null;

    private static byte[] SealTicket(Proof proof, int seed, bool isReused)
    {
        var values = new RandomValues(seed);
        var packet = new Ticket { Version = values.Byte, ClientId = values.Any<PrincipalId>(), ServiceId = values.Any<PrincipalId>(), CreatedAt = values.Number };
        if (isReused)
            packet.Seal(proof.Cipher, proof.Mac, "before"u8, default, default);
        packet.Seal(proof.Cipher, proof.Mac, proof.Associated, values.Any<AesKey>(), values.Any<TimeText>());
        return packet.ToArray();
    }

    private static Opening? OpenTicket(Proof proof, byte[] bytes) =>
        Ticket.Unpack(bytes, out Ticket packet).IsDone ? packet.TryOpen(proof.Cipher, proof.Mac, proof.Associated, out _, out _) : null;

    private static byte[] SealOriginalTicket(Proof proof, int seed, bool isReused)
    {
        var values = new RandomValues(seed);
        var packet = new OriginalTicket { Version = values.Byte, ClientId = values.Any<PrincipalId>(), ServiceId = values.Any<PrincipalId>() };
        if (isReused)
            packet.Seal(proof.Cipher, proof.Mac, "before"u8, default, default, default);
        packet.Seal(proof.Cipher, proof.Mac, proof.Associated, values.Any<TimeText>(), values.Any<AesKey>(), values.Any<TimeText>());
        return packet.ToArray();
    }

    private static Opening? OpenOriginalTicket(Proof proof, byte[] bytes) =>
        OriginalTicket.Unpack(bytes, out OriginalTicket packet).IsDone ? packet.TryOpen(proof.Cipher, proof.Mac, proof.Associated, out _, out _, out _) : null;

    private static byte[] SealMessage(Proof proof, int seed, bool isReused)
    {
        byte[] text = new RandomValues(seed).BytesUpTo(MostText);
        ChatMessage packet = default;
        if (isReused)
            packet.Seal(proof.Cipher, proof.Mac, proof.Request, "before"u8, "other"u8, new byte[16]);
        packet.Seal(proof.Cipher, proof.Mac, proof.Request, proof.Associated, text, new byte[ChatMessage.SealedContentSize(text.Length)]);
        return packet.ToArray();
    }

    private static Opening? OpenMessage(Proof proof, byte[] bytes) => ChatMessage.Unpack(bytes, out ChatMessage packet).IsDone
        ? packet.TryOpen(proof.Cipher, proof.Mac, proof.Request, proof.Associated, new byte[packet.Content.Length], out _)
        : null;

    private static byte[] SealSubscription(Proof proof, int seed, bool isReused)
    {
        var values = new RandomValues(seed);
        var packet = new SubscribeRequest { Since = (ulong)values.Number };
        byte[] name = values.BytesUpTo(MostText);
        if (isReused)
            packet.Seal(proof.Cipher, proof.Mac, proof.Request, "before"u8, "other"u8, new byte[16]);
        packet.Seal(proof.Cipher, proof.Mac, proof.Request, proof.Associated, name, new byte[SubscribeRequest.SealedDisplayNameSize(name.Length)]);
        return packet.ToArray();
    }

    private static Opening? OpenSubscription(Proof proof, byte[] bytes) => SubscribeRequest.Unpack(bytes, out SubscribeRequest packet).IsDone
        ? packet.TryOpen(proof.Cipher, proof.Mac, proof.Request, proof.Associated, new byte[packet.DisplayName.Length], out _)
        : null;

    private static byte[] SealEvent(Proof proof, int seed, bool isReused)
    {
        var values = new RandomValues(seed);
        var packet = new RoomEvent { Sequence = (ulong)values.Number, Time = values.Number, Kind = EventKind.Message, ClientId = values.Any<PrincipalId>() };
        byte[] text = values.BytesUpTo(MostText);
        if (isReused)
            packet.Seal(proof.Cipher, proof.Mac, proof.Response, "before"u8, "other"u8, new byte[16]);
        packet.Seal(proof.Cipher, proof.Mac, proof.Response, proof.Associated, text, new byte[RoomEvent.SealedContentSize(text.Length)]);
        return packet.ToArray();
    }

    private static Opening? OpenEvent(Proof proof, byte[] bytes) => RoomEvent.Unpack(bytes, out RoomEvent packet).IsDone
        ? packet.TryOpen(proof.Cipher, proof.Mac, proof.Response, proof.Associated, new byte[packet.Content.Length], out _)
        : null;

    private sealed class RandomValues(int seed)
    {
        private readonly Random _random = new(seed);

        public byte Byte => (byte)_random.Next(256);

        public long Number => _random.NextInt64(long.MinValue, long.MaxValue);

        public T Any<T>()
            where T : struct, Codec.IFixedSize<T>
        {
            byte[] bytes = new byte[T.Size];
            _random.NextBytes(bytes);
            return Domain.Of<T>(bytes);
        }

        public byte[] BytesUpTo(int most)
        {
            byte[] bytes = new byte[_random.Next(most)];
            _random.NextBytes(bytes);
            return bytes;
        }
    }
}
