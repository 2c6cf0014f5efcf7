using System.Security.Cryptography;
using FsCheck;
using FsCheck.Fluent;
using KerberosGen.Crypto;
using KerberosGen.Packets.Tests.Laws;
using KerberosGen.Packets.Tests.Table;

namespace KerberosGen.Packets.Tests.Sealing;

/// <summary>Sealing is plain AES-256-CBC of each field on its own under the packet's IV; opening undoes it.</summary>
public sealed class SealTests
{
    private static readonly Gen<(AesKey Key, Iv Iv)> Keys =
        from key in Generators.Fixed<AesKey>()
        from iv in Generators.Iv
        select (key, iv);

    private static readonly Gen<(PrincipalId Client, PrincipalId Service, TimeText Created, TimeText Expires, AesKey SessionKey, Nonce Nonce)> Contents =
        from client in Generators.Id
        from service in Generators.Id
        from created in Generators.Fixed<TimeText>()
        from expires in Generators.Fixed<TimeText>()
        from key in Generators.Fixed<AesKey>()
        from nonce in Generators.Fixed<Nonce>()
        select (client, service, created, expires, key, nonce);

    [Fact]
    public void An_authenticator_is_sealed_field_by_field() =>
        RandomChecks.ForAll(Keys.Zip(Contents), sample =>
        {
            (AesKey key, Iv iv) = sample.Item1;
            using var cipher = new AesCbc(key.Bytes);
            var version = new VersionText("24");
            Authenticator packet = default;
            packet.Seal(cipher, iv, version, sample.Item2.Client, sample.Item2.Service, sample.Item2.Created);
            byte[] expected =
            [
                .. iv.Bytes,
                .. PlainAes.Encrypt(key, iv, version),
                .. PlainAes.Encrypt(key, iv, sample.Item2.Client),
                .. PlainAes.Encrypt(key, iv, sample.Item2.Service),
                .. PlainAes.Encrypt(key, iv, sample.Item2.Created),
            ];
            Assert.Equal(expected, packet.ToArray());
            Assert.True(packet.TryOpen(cipher, out VersionText openedVersion, out PrincipalId client, out PrincipalId service, out TimeText created));
            Assert.Equal((version, sample.Item2.Client, sample.Item2.Service, sample.Item2.Created), (openedVersion, client, service, created));
        });

    [Fact]
    public void A_ticket_is_sealed_field_by_field_and_its_creation_time_is_clear() =>
        RandomChecks.ForAll(Keys.Zip(Contents), sample =>
        {
            (AesKey key, Iv iv) = sample.Item1;
            using var cipher = new AesCbc(key.Bytes);
            Ticket packet = new() { Version = 24, CreatedAt = 1 };
            packet.Seal(cipher, iv, sample.Item2.SessionKey, sample.Item2.Expires);
            Assert.Equal(1, packet.CreatedAt);
            Assert.Equal(
                [.. iv.Bytes, .. PlainAes.Encrypt(key, iv, sample.Item2.SessionKey), .. PlainAes.Encrypt(key, iv, sample.Item2.Expires)],
                packet.ToArray()[41..]);
            Assert.True(packet.TryOpen(cipher, out AesKey sessionKey, out TimeText expires));
            Assert.Equal((sample.Item2.SessionKey, sample.Item2.Expires), (sessionKey, expires));
        });

    [Fact]
    public void An_original_ticket_is_sealed_field_by_field() =>
        RandomChecks.ForAll(Keys.Zip(Contents), sample =>
        {
            (AesKey key, Iv iv) = sample.Item1;
            using var cipher = new AesCbc(key.Bytes);
            OriginalTicket packet = new() { Version = 24 };
            packet.Seal(cipher, iv, sample.Item2.Created, sample.Item2.SessionKey, sample.Item2.Expires);
            byte[] expected =
            [
                .. PlainAes.Encrypt(key, iv, sample.Item2.Created),
                .. iv.Bytes,
                .. PlainAes.Encrypt(key, iv, sample.Item2.SessionKey),
                .. PlainAes.Encrypt(key, iv, sample.Item2.Expires),
            ];
            Assert.Equal(expected, packet.ToArray()[33..]);
            Assert.True(packet.TryOpen(cipher, out TimeText created, out AesKey sessionKey, out TimeText expires));
            Assert.Equal((sample.Item2.Created, sample.Item2.SessionKey, sample.Item2.Expires), (created, sessionKey, expires));
        });

    [Fact]
    public void An_encrypted_key_pads_its_nonce_but_not_its_key() =>
        RandomChecks.ForAll(Keys.Zip(Contents), sample =>
        {
            (AesKey key, Iv iv) = sample.Item1;
            using var cipher = new AesCbc(key.Bytes);
            EncryptedKey packet = default;
            packet.Seal(cipher, iv, sample.Item2.Nonce, sample.Item2.SessionKey);
            byte[] expected =
            [
                .. iv.Bytes,
                .. PlainAes.Encrypt(key, iv, sample.Item2.Nonce),
                .. PlainAes.Encrypt(key, iv, sample.Item2.SessionKey, PaddingMode.None),
            ];
            Assert.Equal(expected, packet.ToArray());
            Assert.True(packet.TryOpen(cipher, out Nonce nonce, out AesKey sessionKey));
            Assert.Equal((sample.Item2.Nonce, sample.Item2.SessionKey), (nonce, sessionKey));
        });

    [Fact]
    public void An_original_encrypted_key_pads_both() =>
        RandomChecks.ForAll(Keys.Zip(Contents), sample =>
        {
            (AesKey key, Iv iv) = sample.Item1;
            using var cipher = new AesCbc(key.Bytes);
            OriginalEncryptedKey packet = default;
            packet.Seal(cipher, iv, sample.Item2.Nonce, sample.Item2.SessionKey);
            Assert.Equal(
                [.. iv.Bytes, .. PlainAes.Encrypt(key, iv, sample.Item2.Nonce), .. PlainAes.Encrypt(key, iv, sample.Item2.SessionKey)],
                packet.ToArray());
            Assert.True(packet.TryOpen(cipher, out Nonce nonce, out AesKey sessionKey));
            Assert.Equal((sample.Item2.Nonce, sample.Item2.SessionKey), (nonce, sessionKey));
        });

    [Fact]
    public void Content_of_any_length_is_sealed_and_opened() =>
        RandomChecks.ForAll(Keys.Zip(Generators.BytesUpTo(9_000)), sample =>
        {
            (AesKey key, Iv iv) = sample.Item1;
            byte[] plaintext = sample.Item2;
            byte[] expected = PlainAes.Encrypt(key, iv, plaintext);
            using var cipher = new AesCbc(key.Bytes);
            byte[] buffer = new byte[expected.Length];

            ChatMessage message = default;
            Assert.Equal(expected.Length, ChatMessage.SealedContentSize(plaintext.Length));
            message.Seal(cipher, iv, plaintext, buffer);
            Assert.Equal(iv, message.Iv);
            Assert.Equal(expected, message.Content.ToArray());
            Assert.True(message.TryOpen(cipher, new byte[expected.Length], out ReadOnlySpan<byte> opened));
            Assert.Equal(plaintext, opened.ToArray());

            RoomEvent said = default;
            Assert.Equal(expected.Length, RoomEvent.SealedContentSize(plaintext.Length));
            said.Seal(cipher, iv, plaintext, buffer);
            Assert.Equal(iv, said.Iv);
            Assert.Equal(expected, said.Content.ToArray());
            Assert.True(said.TryOpen(cipher, new byte[expected.Length], out opened));
            Assert.Equal(plaintext, opened.ToArray());

            SubscribeRequest subscription = default;
            Assert.Equal(expected.Length, SubscribeRequest.SealedDisplayNameSize(plaintext.Length));
            subscription.Seal(cipher, iv, plaintext, buffer);
            Assert.Equal(iv, subscription.Iv);
            Assert.Equal(expected, subscription.DisplayName.ToArray());
            Assert.True(subscription.TryOpen(cipher, new byte[expected.Length], out opened));
            Assert.Equal(plaintext, opened.ToArray());
        });

    [Fact]
    public void Random_ciphertext_never_throws_and_hands_out_nothing_when_it_does_not_open() =>
        RandomChecks.ForAll(Keys.Zip(PacketGenerators.OriginalTicket).Zip(Generators.BytesUpTo(100)), sample =>
        {
            ((AesKey Key, Iv Iv) with, OriginalTicket ticket) = sample.Item1;
            using var cipher = new AesCbc(with.Key.Bytes);
            bool opened = ticket.TryOpen(cipher, out TimeText created, out AesKey key, out TimeText expires);
            Assert.True(opened || created == default || key == default || expires == default);

            ChatMessage message = new() { Iv = with.Iv, Content = sample.Item2 };
            byte[] buffer = new byte[sample.Item2.Length];
            if (!message.TryOpen(cipher, buffer, out ReadOnlySpan<byte> text))
            {
                Assert.True(text.IsEmpty);
                Assert.DoesNotContain(buffer, b => b != 0);
            }
        });

    [Fact]
    public void A_plaintext_of_another_size_than_the_type_is_refused()
    {
        using var cipher = new AesCbc(new byte[32]);
        Iv iv = default;
        var packet = new EncryptedKey
        {
            Nonce = new Ciphertext16(PlainAes.Encrypt(default, iv, "sevens!"u8)),
        };
        Assert.False(packet.TryOpen(cipher, out Nonce nonce, out _));
        Assert.True(nonce.IsZero);
    }
}
