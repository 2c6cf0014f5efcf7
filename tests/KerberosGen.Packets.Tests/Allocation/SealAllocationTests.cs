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

    public static TheoryData<string> Sealed => new(SealAndOpen.Keys);

    [Fact]
    public void Every_packet_with_an_encrypted_field_is_measured() =>
        Assert.Equal(
            PacketCatalog.Layout.Packets.Where(p => p.Fields.Any(f => f.Encryption is not null)).Select(p => p.Name).Order(),
            SealAndOpen.Keys.Order());

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
}
