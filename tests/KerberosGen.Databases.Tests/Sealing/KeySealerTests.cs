using FsCheck.Xunit;
using KerberosGen.Crypto;
using KerberosGen.Packets;

namespace KerberosGen.Databases.Tests.Sealing;

[Properties(Arbitrary = [typeof(Principals)])]
public sealed class KeySealerTests : IDisposable
{
    private readonly KeySealer _sealer = new(new KeyMaterial([.. Enumerable.Range(1, 32).Select(static i => (byte)i)]));

    [Property]
    public void What_is_sealed_for_a_row_opens_in_it_alone(KeyMaterial key, PrincipalId id, PrincipalId other)
    {
        byte[] blob = _sealer.Seal(SealedKind.Client, id, key.Bytes);
        Assert.Equal(key, _sealer.Open(SealedKind.Client, id, blob));
        Assert.Null(_sealer.Open(SealedKind.Service, id, blob));
        if (other != id)
            Assert.Null(_sealer.Open(SealedKind.Client, other, blob));
    }

    [Fact]
    public void A_blob_of_which_any_bit_was_changed_or_any_byte_is_missing_does_not_open()
    {
        byte[] blob = _sealer.Seal(SealedKind.Client, default, "a key of thirty-two bytes, sealed"u8[..32]);
        for (int bit = 0; bit < 8 * blob.Length; bit++)
        {
            byte[] changed = [.. blob];
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.Null(_sealer.Open(SealedKind.Client, default, changed));
        }

        for (int size = 0; size < blob.Length; size++)
            Assert.Null(_sealer.Open(SealedKind.Client, default, blob.AsSpan(0, size)));
    }

    [Fact]
    public void A_blob_is_a_version_a_random_nonce_the_ciphertext_and_a_tag()
    {
        byte[] first = _sealer.Seal(SealedKind.Service, default, new byte[32]), second = _sealer.Seal(SealedKind.Service, default, new byte[32]);
        Assert.Equal(1 + 12 + 32 + 16, first.Length);
        Assert.Equal(1, first[0]);
        Assert.NotEqual(first[1..13], second[1..13]);
        Assert.NotEqual(first[13..45], second[13..45]);
    }

    [Fact]
    public void Another_master_key_opens_nothing()
    {
        using var other = new KeySealer(new KeyMaterial(new byte[32]));
        Assert.Null(other.Open(SealedKind.Client, default, _sealer.Seal(SealedKind.Client, default, new byte[32])));
    }

    [Fact]
    public void Many_threads_seal_and_open_at_once() => Parallel.For(0, 2_000, i =>
    {
        byte[] secret = new byte[32];
        secret[0] = (byte)i;
        var id = new PrincipalId([.. BitConverter.GetBytes((long)i), .. new byte[8]]);
        Assert.Equal(secret, _sealer.Open(SealedKind.Client, id, _sealer.Seal(SealedKind.Client, id, secret))!.Bytes);
    });

    public void Dispose() => _sealer.Dispose();
}
