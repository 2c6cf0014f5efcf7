using FsCheck;
using FsCheck.Xunit;
using KerberosGen.Crypto;
using KerberosGen.Packets;

namespace KerberosGen.Protocol.Tests.Kdc.Caching;

public sealed class CipherCacheTests
{
    private const int Principals = 8;
    private const int KeysEach = 3;

    private static readonly byte[] s_iv = [.. Enumerable.Range(100, 16).Select(static i => (byte)i)];
    private static readonly PrincipalId[] s_ids = [.. Enumerable.Range(0, Principals).Select(static _ => RoomUnderTest.NewId())];
    private static readonly KeyMaterial[][] s_keys = [.. Enumerable.Range(0, Principals).Select(static _ => NewKeys())];
    private static readonly byte[][][] s_sealed = [.. s_keys.Select(static keys => keys.Select(static k => PlainCbc.Seal(k.Bytes.ToArray(), s_iv, "one block")).ToArray())];

    /// <summary>Rents: whose cipher, under which of its keys, and how many of the next are rented before it is put back.</summary>
    public sealed record Rental(byte Principal, byte Key, byte Held);

    [Property(MaxTest = 300)]
    public void A_rented_cipher_is_under_the_key_that_was_brought_whatever_came_before(Rental[] rentals, byte capacity)
    {
        using var cache = new CipherCache(capacity % 12);
        int at = 0;
        while (at < rentals.Length)
            RentWithin(cache, rentals, ref at);
        Assert.InRange(cache.Count, 0, Math.Min(Principals, capacity % 12 == 0 ? 0 : Math.Max(3, capacity % 12)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(Principals)]
    public async Task No_cipher_is_used_by_two_threads_at_once_while_keys_change_and_entries_fall_out(int capacity)
    {
        using var cache = new CipherCache(capacity);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(seed => Task.Factory.StartNew(
            () =>
            {
                var random = new Random(seed);
                for (int i = 0; i < 4000; i++)
                {
                    // One principal is asked for as often as all others together.
                    int principal = random.Next(2) == 0 ? 0 : random.Next(Principals), key = random.Next(20) == 0 ? random.Next(KeysEach) : 0;
                    using RentedCipher rented = cache.Rent(s_ids[principal], s_keys[principal][key], SyntheticIvKey.Ticket);
                    AssertSeals(rented.Cipher, principal, key);
                    if (i % 64 == 0)
                        Thread.Yield();
                    AssertSeals(rented.Cipher, principal, key);
                }
            },
            TaskCreationOptions.LongRunning)));
    }

    [Fact]
    public void Another_object_with_the_same_key_finds_the_cipher()
    {
        using var cache = new CipherCache(10);
        AesCbc first = RentOnce(cache, s_keys[0][0]);
        Assert.Same(first, RentOnce(cache, new KeyMaterial(s_keys[0][0].Bytes)));
        Assert.Equal((1, 1, 1), (cache.Hits, cache.Misses, cache.Count));
    }

    [Fact]
    public void A_new_key_clears_the_cipher_under_the_old_one()
    {
        using var cache = new CipherCache(10);
        AesCbc old = RentOnce(cache, s_keys[0][0]);
        AesCbc replacing = RentOnce(cache, s_keys[0][1]);
        Assert.NotSame(old, replacing);
        AssertCleared(old);
        Assert.Equal(1, cache.Count);
    }

    [Fact]
    public void A_cipher_for_one_label_is_not_given_out_for_another()
    {
        using var cache = new CipherCache(10);
        byte[] key = s_keys[0][0].Bytes.ToArray();
        foreach (string label in (string[])[SyntheticIvKey.Ticket, SyntheticIvKey.EncryptedKey, SyntheticIvKey.Ticket])
        {
            byte[] made = new byte[16];
            using RentedCipher rented = cache.Rent(s_ids[0], s_keys[0][0], label);
            rented.Mac.Compute([0, 0, 0, 0, 7], made);
            Assert.Equal(PlainSyntheticIv.Make(key, label, [], [7]), made);
        }

        Assert.Equal(1, cache.Count);
    }

    [Fact]
    public void What_falls_out_is_cleared()
    {
        using var cache = new CipherCache(3);
        var ciphers = new List<AesCbc>();
        for (int i = 0; i < 100; i++)
        {
            using RentedCipher rented = cache.Rent(RoomUnderTest.NewId(), s_keys[0][0], SyntheticIvKey.Ticket);
            rented.Cipher.Encrypt(s_iv, "one block"u8, new byte[16], CipherPadding.Pkcs7);
            ciphers.Add(rented.Cipher);
        }

        Assert.Equal(3, cache.Count);
        Assert.Equal(97, ciphers.Count(IsCleared));
    }

    [Fact]
    public void A_cipher_that_falls_out_while_it_is_rented_goes_on_and_is_cleared_when_it_is_put_back()
    {
        var cache = new CipherCache(3);
        AesCbc cipher;
        using (RentedCipher rented = cache.Rent(s_ids[0], s_keys[0][0], SyntheticIvKey.Ticket))
        {
            cipher = rented.Cipher;
            cache.Dispose();
            AssertSeals(cipher, 0, 0);
        }

        AssertCleared(cipher);
    }

    [Fact]
    public void Ciphers_that_were_rented_at_once_are_all_kept_and_nothing_is_allocated_afterwards()
    {
        using var cache = new CipherCache(10);
        RentThree(cache);
        RentThree(cache);
        long least = long.MaxValue;
        for (int i = 0; i < 20; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            RentThree(cache);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);
    }

    private static void RentThree(CipherCache cache)
    {
        using RentedCipher first = cache.Rent(s_ids[0], s_keys[0][0], SyntheticIvKey.Ticket);
        using RentedCipher second = cache.Rent(s_ids[0], s_keys[0][0], SyntheticIvKey.Ticket);
        using RentedCipher third = cache.Rent(s_ids[0], s_keys[0][0], SyntheticIvKey.Ticket);
        if (first.Cipher == second.Cipher || second.Cipher == third.Cipher || first.Cipher == third.Cipher)
            Assert.Fail("one cipher was rented twice");
    }

    private static void RentWithin(CipherCache cache, Rental[] rentals, ref int at)
    {
        Rental rental = rentals[at++];
        int principal = rental.Principal % Principals, key = rental.Key % KeysEach;
        using RentedCipher rented = cache.Rent(s_ids[principal], s_keys[principal][key], SyntheticIvKey.Ticket);
        AssertSeals(rented.Cipher, principal, key);
        for (int held = rental.Held % 4; held > 0 && at < rentals.Length; held--)
            RentWithin(cache, rentals, ref at);
        AssertSeals(rented.Cipher, principal, key);
    }

    private static AesCbc RentOnce(CipherCache cache, KeyMaterial key)
    {
        using RentedCipher rented = cache.Rent(s_ids[0], key, SyntheticIvKey.Ticket);
        rented.Cipher.Encrypt(s_iv, "one block"u8, new byte[16], CipherPadding.Pkcs7);
        return rented.Cipher;
    }

    private static void AssertSeals(AesCbc cipher, int principal, int key)
    {
        Span<byte> ciphertext = stackalloc byte[16];
        cipher.Encrypt(s_iv, "one block"u8, ciphertext, CipherPadding.Pkcs7);
        if (!ciphertext.SequenceEqual(s_sealed[principal][key]))
            Assert.Fail($"not sealed under key {key} of principal {principal}");
    }

    private static void AssertCleared(AesCbc cipher) => Assert.True(IsCleared(cipher));

    private static bool IsCleared(AesCbc cipher)
    {
        try
        {
            cipher.Encrypt(s_iv, "one block"u8, new byte[16], CipherPadding.Pkcs7);
            return false;
        }
        catch (ObjectDisposedException)
        {
            return true;
        }
    }

    private static KeyMaterial[] NewKeys() => [.. Enumerable.Range(0, KeysEach).Select(static _ => KeyMaterial.NewWithoutZeros(32, SystemRandomSource.Instance))];
}
