using System.Security.Cryptography;
using FsCheck.Fluent;
using KerberosGen.Crypto;

namespace KerberosGen.Runtime.Tests.Crypto;

/// <summary>A key that lives long: copied in, cleared at its end, compared but never printed.</summary>
public sealed class KeyMaterialTests
{
    [Fact]
    public void Its_bytes_are_zero_once_it_is_disposed()
    {
        var key = new KeyMaterial([1, 2, 3]);
        ReadOnlySpan<byte> bytes = key.Bytes;
        Assert.Equal([1, 2, 3], bytes.ToArray());
        key.Dispose();
        Assert.Equal([0, 0, 0], bytes.ToArray());
        Assert.Equal([0, 0, 0], key.Bytes.ToArray());
        key.Dispose();
    }

    [Fact]
    public void It_is_a_copy()
    {
        byte[] source = [1, 2, 3];
        using var key = new KeyMaterial(source);
        source[0] = 9;
        Assert.Equal([1, 2, 3], key.Bytes.ToArray());
    }

    [Fact]
    public void It_never_prints()
    {
        using var key = new KeyMaterial("AAAABBBBCCCCDDDDEEEEFFFFGGGGHHHH"u8);
        Assert.Equal("key of 32 bytes", key.ToString());
        Assert.Equal("key of 32 bytes", $"{key}");
    }

    [Fact]
    public void Equal_bytes_are_equal_keys() =>
        RandomChecks.ForAll(Gen.Choose(0, 255).Select(b => (byte)b).ArrayOf(32).Zip(Gen.Choose(0, 31)), sample =>
        {
            using var key = new KeyMaterial(sample.Item1);
            using var same = new KeyMaterial(sample.Item1);
            byte[] altered = [.. sample.Item1];
            altered[sample.Item2] ^= 1;
            using var other = new KeyMaterial(altered);
            using var shorter = new KeyMaterial(sample.Item1.AsSpan(0, 31));
            Assert.True(key.Equals(same) && key.Equals((object)same));
            Assert.Equal(key.GetHashCode(), same.GetHashCode());
            Assert.Equal(key.GetHashCode(), other.GetHashCode());
            Assert.False(key.Equals(other) || key.Equals(shorter) || key.Equals(null) || key.Equals((object)"key"));
        });

    [Theory]
    [InlineData("")]
    [InlineData("qwer1234")]
    [InlineData("hunter2 §ö中🔑")]
    public void A_password_becomes_the_hash_of_its_utf8(string password)
    {
        byte[] utf8 = System.Text.Encoding.UTF8.GetBytes(password);
        using KeyMaterial key = KeyMaterial.FromPassword(utf8);
        Assert.Equal(SHA256.HashData(utf8), key.Bytes.ToArray());
    }

    [Fact]
    public void A_new_key_has_no_zero_byte_and_is_all_random()
    {
        IRandomSource source = new ScriptedSource(position => (byte)(position % 3));
        using KeyMaterial scripted = KeyMaterial.NewWithoutZeros(32, source);
        Assert.DoesNotContain((byte)0, scripted.Bytes.ToArray());
        using KeyMaterial one = KeyMaterial.NewWithoutZeros(32, SystemRandomSource.Instance);
        using KeyMaterial another = KeyMaterial.NewWithoutZeros(32, SystemRandomSource.Instance);
        Assert.Equal(32, one.Bytes.Length);
        Assert.False(one.Equals(another));
    }
}
