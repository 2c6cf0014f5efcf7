using KerberosGen.Crypto;

namespace KerberosGen.Packets.Tests.Allocation;

/// <summary>Sealing and opening allocate nothing either, once the cipher of a key has been used.</summary>
public sealed class SealAllocationTests
{
    private static readonly Iv Iv = new("0123456789abcdef"u8);
    private static readonly AesKey Key = new("0123456789abcdef0123456789abcdef"u8);
    private static readonly TimeText Time = new("26/02/24_22:02:49");
    private static readonly byte[] Text = "Alice: a message of some length, over two blocks"u8.ToArray();

    private static readonly Dictionary<string, Func<AesCbc, byte[], byte[], bool>> SealAndOpen = new()
    {
        [nameof(Authenticator)] = (cipher, _, _) =>
        {
            Authenticator packet = default;
            packet.Seal(cipher, Iv, new VersionText("24"), default, default, Time);
            return packet.TryOpen(cipher, out _, out _, out _, out _);
        },
        [nameof(EncryptedKey)] = (cipher, _, _) =>
        {
            EncryptedKey packet = default;
            packet.Seal(cipher, Iv, default, Key);
            return packet.TryOpen(cipher, out _, out _);
        },
        [nameof(OriginalEncryptedKey)] = (cipher, _, _) =>
        {
            OriginalEncryptedKey packet = default;
            packet.Seal(cipher, Iv, default, Key);
            return packet.TryOpen(cipher, out _, out _);
        },
        [nameof(Ticket)] = (cipher, _, _) =>
        {
            Ticket packet = default;
            packet.Seal(cipher, Iv, Key, Time);
            return packet.TryOpen(cipher, out _, out _);
        },
        [nameof(OriginalTicket)] = (cipher, _, _) =>
        {
            OriginalTicket packet = default;
            packet.Seal(cipher, Iv, Time, Key, Time);
            return packet.TryOpen(cipher, out _, out _, out _);
        },
        [nameof(ChatMessage)] = (cipher, ciphertext, plaintext) =>
        {
            ChatMessage packet = default;
            packet.Seal(cipher, Iv, Text, ciphertext);
            return packet.TryOpen(cipher, plaintext, out _);
        },
        [nameof(SubscribeRequest)] = (cipher, ciphertext, plaintext) =>
        {
            SubscribeRequest packet = default;
            packet.Seal(cipher, Iv, Text, ciphertext);
            return packet.TryOpen(cipher, plaintext, out _);
        },
        [nameof(RoomEvent)] = (cipher, ciphertext, plaintext) =>
        {
            RoomEvent packet = default;
            packet.Seal(cipher, Iv, Text, ciphertext);
            return packet.TryOpen(cipher, plaintext, out _);
        },
    };

    private static readonly Dictionary<string, Func<AesCbc, AesCmac, byte[], byte[], Opening>> Proved = new()
    {
        [nameof(Authenticator)] = (cipher, mac, _, _) =>
        {
            Authenticator packet = default;
            packet.Seal(cipher, mac, Text, new VersionText("24"), default, default, Time);
            return packet.TryOpen(cipher, mac, Text, out _, out _, out _, out _);
        },
        [nameof(EncryptedKey)] = (cipher, mac, _, _) =>
        {
            EncryptedKey packet = default;
            packet.Seal(cipher, mac, Text, default, Key);
            return packet.TryOpen(cipher, mac, Text, out _, out _);
        },
        [nameof(OriginalEncryptedKey)] = (cipher, mac, _, _) =>
        {
            OriginalEncryptedKey packet = default;
            packet.Seal(cipher, mac, Text, default, Key);
            return packet.TryOpen(cipher, mac, Text, out _, out _);
        },
        [nameof(Ticket)] = (cipher, mac, _, _) =>
        {
            Ticket packet = default;
            packet.Seal(cipher, mac, default, Key, Time);
            return packet.TryOpen(cipher, mac, default, out _, out _);
        },
        [nameof(OriginalTicket)] = (cipher, mac, _, _) =>
        {
            OriginalTicket packet = default;
            packet.Seal(cipher, mac, default, Time, Key, Time);
            return packet.TryOpen(cipher, mac, default, out _, out _, out _);
        },
        [nameof(ChatMessage)] = (cipher, mac, ciphertext, plaintext) =>
        {
            ChatMessage packet = default;
            packet.Seal(cipher, mac, default(RequestHeader), Text, Text, ciphertext);
            return packet.TryOpen(cipher, mac, default(RequestHeader), Text, plaintext, out _);
        },
        [nameof(SubscribeRequest)] = (cipher, mac, ciphertext, plaintext) =>
        {
            SubscribeRequest packet = default;
            packet.Seal(cipher, mac, default(RequestHeader), Text, Text, ciphertext);
            return packet.TryOpen(cipher, mac, default(RequestHeader), Text, plaintext, out _);
        },
        [nameof(RoomEvent)] = (cipher, mac, ciphertext, plaintext) =>
        {
            RoomEvent packet = default;
            packet.Seal(cipher, mac, default(ResponseHeader), Text, Text, ciphertext);
            return packet.TryOpen(cipher, mac, default(ResponseHeader), Text, plaintext, out _);
        },
    };

    public static TheoryData<string> Sealed => new(SealAndOpen.Keys);

    [Fact]
    public void Every_packet_with_an_encrypted_field_is_measured()
    {
        IEnumerable<string> encrypted = PacketCatalog.Layout.Packets.Where(p => p.Fields.Any(f => f.Encryption is not null)).Select(p => p.Name).Order();
        Assert.Equal(encrypted, SealAndOpen.Keys.Order());
        Assert.Equal(encrypted, Proved.Keys.Order());
    }

    [Theory, MemberData(nameof(Sealed))]
    public void Sealing_and_opening_allocate_nothing(string packet)
    {
        using var cipher = new AesCbc(Key.Bytes);
        byte[] ciphertext = new byte[100];
        byte[] plaintext = new byte[100];
        bool opened = true;
        Func<AesCbc, byte[], byte[], bool> run = SealAndOpen[packet];
        Assert.Equal(0, Allocated.By(() => opened &= run(cipher, ciphertext, plaintext)));
        Assert.True(opened);
    }

    [Theory, MemberData(nameof(Sealed))]
    public void Sealing_and_opening_under_a_synthetic_IV_allocate_nothing(string packet)
    {
        using var cipher = new AesCbc(Key.Bytes);
        using var mac = new AesCmac(Key.Bytes);
        byte[] ciphertext = new byte[100];
        byte[] plaintext = new byte[100];
        bool isProved = true;
        Func<AesCbc, AesCmac, byte[], byte[], Opening> run = Proved[packet];
        Assert.Equal(0, Allocated.By(() => isProved &= run(cipher, mac, ciphertext, plaintext) == Opening.Authenticated));
        Assert.True(isProved);
    }
}
