using System.Buffers.Binary;
using FsCheck;
using FsCheck.Fluent;
using KerberosGen.Crypto;
using KerberosGen.Packets.Tests.Laws;
using KerberosGen.Packets.Tests.Table;
using KerberosGen.Packets.Tests.Vectors;
using KerberosGen.Runtime.Tests.Crypto;

namespace KerberosGen.Packets.Tests.Sealing;

/// <summary>A synthetic IV is the MAC of the packet with padded plaintexts and of where it belongs, for texts of any length.</summary>
public sealed class SyntheticIvSealTests
{
    private static readonly Gen<(AesKey Key, AesKey MacKey, PrincipalId Client, byte[] Associated, byte[] Text)> Messages =
        from key in Generators.Fixed<AesKey>()
        from macKey in Generators.Fixed<AesKey>()
        from client in Generators.Id
        from associated in Generators.BytesUpTo(100)
        from text in Generators.BytesUpTo(9_000)
        select (key, macKey, client, associated, text);

    [Fact]
    public void It_is_the_mac_of_the_padded_packet_and_its_place() =>
        RandomChecks.ForAll(Messages, sample =>
        {
            using var cipher = new AesCbc(sample.Key.Bytes);
            using var mac = new AesCmac(sample.MacKey.Bytes);
            var header = new RequestHeader { ClientId = sample.Client, Version = 24 };
            ChatMessage packet = default;
            packet.Seal(cipher, mac, header, sample.Associated, sample.Text, new byte[ChatMessage.SealedContentSize(sample.Text.Length)]);

            int padding = 16 - (sample.Text.Length % 16);
            byte[] padded = [.. sample.Text, .. Enumerable.Repeat((byte)padding, padding)];
            byte[] body = [.. Frames.Request(sample.Client, in packet).AsSpan(0, 27), .. padded];
            byte[] expected = PlainCmac.Compute(sample.MacKey.Bytes.ToArray(), [.. Size(sample.Associated), .. sample.Associated, .. body]);
            Assert.Equal(expected, packet.Iv.Bytes.ToArray());
            Assert.Equal(PlainAes.Encrypt(sample.Key, packet.Iv, sample.Text), packet.Content.ToArray());

            Opening opening = packet.TryOpen(cipher, mac, header, sample.Associated, new byte[packet.Content.Length], out ReadOnlySpan<byte> opened);
            Assert.Equal(Opening.Authenticated, opening);
            Assert.Equal(sample.Text, opened.ToArray());
        });

    [Fact]
    public void What_is_no_packets_of_ours_never_throws_and_is_never_authenticated() =>
        RandomChecks.ForAll(Messages.Zip(Generators.Iv), sample =>
        {
            (AesKey key, AesKey macKey, PrincipalId client, byte[] associated, byte[] content) = sample.Item1;
            using var cipher = new AesCbc(key.Bytes);
            using var mac = new AesCmac(macKey.Bytes);
            var header = new RequestHeader { ClientId = client, Version = 24 };
            ChatMessage packet = new() { Iv = sample.Item2, Content = content };
            Opening opening = packet.TryOpen(cipher, mac, header, associated, new byte[content.Length], out ReadOnlySpan<byte> text);
            bool opens = packet.TryOpen(cipher, new byte[content.Length], out ReadOnlySpan<byte> plain);
            Assert.Equal(opens ? Opening.Unauthenticated : Opening.Failed, opening);
            Assert.True(text.SequenceEqual(plain));
        });

    [Theory]
    [InlineData(2)]
    [InlineData(0)]
    [InlineData(17)]
    public void Where_the_padding_is_wrong_nothing_is_handed_out(byte lastByte)
    {
        using var cipher = new AesCbc(new byte[32]);
        using var mac = new AesCmac(new byte[32]);
        byte[] content = new byte[32];
        cipher.Encrypt(new byte[16], [.. Enumerable.Repeat((byte)7, 31), lastByte], content, CipherPadding.None);
        ChatMessage packet = new() { Content = content };
        Assert.Equal(Opening.Failed, packet.TryOpen(cipher, mac, default(RequestHeader), [], new byte[32], out ReadOnlySpan<byte> text));
        Assert.True(text.IsEmpty);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(9_000)]
    public void Sealing_and_opening_a_text_allocate_nothing(int size)
    {
        using var cipher = new AesCbc(new byte[32]);
        using var mac = new AesCmac(new byte[32]);
        byte[] text = new byte[size];
        byte[] sealedText = new byte[size + 16];
        byte[] opened = new byte[size + 16];
        byte[] associated = new byte[24];
        bool isAuthenticated = true;
        Assert.Equal(0, Allocation.Allocated.By(() =>
        {
            ChatMessage message = default;
            message.Seal(cipher, mac, default(RequestHeader), associated, text, sealedText);
            isAuthenticated &= message.TryOpen(cipher, mac, default(RequestHeader), associated, opened, out _) == Opening.Authenticated;
            SubscribeRequest subscription = default;
            subscription.Seal(cipher, mac, default(RequestHeader), associated, text, sealedText);
            isAuthenticated &= subscription.TryOpen(cipher, mac, default(RequestHeader), associated, opened, out _) == Opening.Authenticated;
            RoomEvent said = default;
            said.Seal(cipher, mac, default(ResponseHeader), associated, text, sealedText);
            isAuthenticated &= said.TryOpen(cipher, mac, default(ResponseHeader), associated, opened, out _) == Opening.Authenticated;
        }));
        Assert.True(isAuthenticated);
    }

    [Fact]
    public void Sealing_and_opening_a_structure_allocate_nothing()
    {
        using var cipher = new AesCbc(new byte[32]);
        using var mac = new AesCmac(new byte[32]);
        byte[] associated = new byte[64];
        bool isAuthenticated = true;
        Assert.Equal(0, Allocation.Allocated.By(() =>
        {
            Ticket ticket = default;
            ticket.Seal(cipher, mac, [], default(AesKey), default(TimeText));
            isAuthenticated &= ticket.TryOpen(cipher, mac, [], out _, out _) == Opening.Authenticated;
            OriginalTicket original = default;
            original.Seal(cipher, mac, [], default(TimeText), default(AesKey), default(TimeText));
            isAuthenticated &= original.TryOpen(cipher, mac, [], out _, out _, out _) == Opening.Authenticated;
            EncryptedKey key = default;
            key.Seal(cipher, mac, associated, default(Nonce), default(AesKey));
            isAuthenticated &= key.TryOpen(cipher, mac, associated, out _, out _) == Opening.Authenticated;
            OriginalEncryptedKey originalKey = default;
            originalKey.Seal(cipher, mac, associated, default(Nonce), default(AesKey));
            isAuthenticated &= originalKey.TryOpen(cipher, mac, associated, out _, out _) == Opening.Authenticated;
            Authenticator authenticator = default;
            authenticator.Seal(cipher, mac, associated, default(VersionText), default(PrincipalId), default(PrincipalId), default(TimeText));
            isAuthenticated &= authenticator.TryOpen(cipher, mac, associated, out _, out _, out _, out _) == Opening.Authenticated;
        }));
        Assert.True(isAuthenticated);
    }

    private static byte[] Size(byte[] associated)
    {
        byte[] size = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(size, (uint)associated.Length);
        return size;
    }
}
