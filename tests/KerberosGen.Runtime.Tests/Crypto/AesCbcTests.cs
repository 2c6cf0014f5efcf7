using System.Security.Cryptography;
using FsCheck;
using FsCheck.Fluent;
using KerberosGen.Crypto;

namespace KerberosGen.Runtime.Tests.Crypto;

/// <summary>The kept cipher is plain AES-256-CBC, message after message, in whatever order it is used.</summary>
public sealed class AesCbcTests
{
    private static readonly byte[] Key = Convert.FromHexString("603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4");

    // The cipher works through chunks of 4,096 bytes: sizes around its multiples are its corners.
    private static readonly Gen<int> Sizes = Gen.OneOf(
        Gen.Choose(0, 70),
        Gen.Choose(0, 10_000),
        from chunks in Gen.Choose(1, 2)
        from off in Gen.Choose(-17, 17)
        select (chunks * 4096) + off);

    private static readonly Gen<Step> Steps =
        from kind in Gen.Elements(StepKind.Encrypt, StepKind.Decrypt, StepKind.DecryptAltered)
        from padding in Gen.Elements(CipherPadding.Pkcs7, CipherPadding.None)
        from size in Sizes
        from seed in RandomChecks.Seeds
        select new Step(kind, padding, padding == CipherPadding.None ? size / 16 * 16 : size, seed);

    private enum StepKind
    {
        Encrypt,
        Decrypt,
        DecryptAltered,
    }

    [Theory]
    [InlineData(CipherPadding.None)]
    [InlineData(CipherPadding.Pkcs7)]
    public void The_vectors_of_SP_800_38A_hold(CipherPadding padding)
    {
        byte[] iv = Convert.FromHexString("000102030405060708090a0b0c0d0e0f");
        byte[] plaintext = Convert.FromHexString(
            "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51"
            + "30c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710");
        byte[] ciphertext = Convert.FromHexString(
            "f58c4c04d6e5f1ba779eabfb5f7bfbd69cfc4e967edb808d679f777bc6702c7d"
            + "39f23369a9d9bacfa530e26304231461b2eb05e2c39be9fcda6c19078c6a9d1b");
        using var cipher = new AesCbc(Key);
        byte[] buffer = new byte[AesCbc.CiphertextSize(plaintext.Length, padding)];
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(buffer.Length, cipher.Encrypt(iv, plaintext, buffer, padding));
            Assert.Equal(ciphertext, buffer[..ciphertext.Length]);
            byte[] opened = new byte[buffer.Length];
            Assert.True(cipher.TryDecrypt(iv, buffer, opened, padding, out int written));
            Assert.Equal(plaintext, opened[..written]);
        }
    }

    [Fact]
    public void Any_sequence_of_messages_agrees_with_the_platforms_one_shot_calls() =>
        RandomChecks.ForAll(Steps.ArrayOf(12), steps =>
        {
            using var cipher = new AesCbc(Key);
            using var platform = Aes.Create();
            platform.Key = Key;
            foreach (Step step in steps)
                step.Agrees(cipher, platform);
        }, samples: 200);

    [Theory]
    [InlineData(0)]
    [InlineData(17)]
    [InlineData(200)]
    public void Wrong_padding_is_refused_cleared_and_forgotten(byte lastByte)
    {
        using var cipher = new AesCbc(Key);
        byte[] iv = new byte[16];
        byte[] plaintext = [.. Enumerable.Repeat((byte)7, 31), lastByte];
        byte[] ciphertext = new byte[32];
        cipher.Encrypt(iv, plaintext, ciphertext, CipherPadding.None);
        byte[] opened = [.. Enumerable.Repeat((byte)0xAA, 40)];
        Assert.False(cipher.TryDecrypt(iv, ciphertext, opened, CipherPadding.Pkcs7, out int written));
        Assert.Equal(0, written);
        Assert.Equal(new byte[32], opened[..32]);

        Assert.True(cipher.TryDecrypt(iv, ciphertext, opened, CipherPadding.None, out written));
        Assert.Equal(plaintext, opened[..written]);
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, false)]
    [InlineData(16, true)]
    public void Every_byte_of_the_padding_counts(byte last, bool opens)
    {
        using var cipher = new AesCbc(Key);
        byte[] plaintext = [.. Enumerable.Repeat(last == 16 ? last : (byte)9, 15), last];
        byte[] ciphertext = new byte[16];
        cipher.Encrypt(new byte[16], plaintext, ciphertext, CipherPadding.None);
        Assert.Equal(opens, cipher.TryDecrypt(new byte[16], ciphertext, new byte[16], CipherPadding.Pkcs7, out int written));
        Assert.Equal(opens ? 16 - last : 0, written);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(33)]
    public void Ciphertext_that_is_not_whole_blocks_does_not_open(int size)
    {
        using var cipher = new AesCbc(Key);
        Assert.False(cipher.TryDecrypt(new byte[16], new byte[size], new byte[size], CipherPadding.Pkcs7, out _));
        Assert.False(cipher.TryDecrypt(new byte[16], new byte[size], new byte[size], CipherPadding.None, out _));
    }

    [Fact]
    public void Nothing_at_all_opens_only_without_padding()
    {
        using var cipher = new AesCbc(Key);
        Assert.False(cipher.TryDecrypt(new byte[16], [], [], CipherPadding.Pkcs7, out _));
        Assert.True(cipher.TryDecrypt(new byte[16], [], [], CipherPadding.None, out int written));
        Assert.Equal(0, written);
        Assert.Equal(0, cipher.Encrypt(new byte[16], [], [], CipherPadding.None));
    }

    [Fact]
    public void Wrong_sizes_are_the_callers_mistake()
    {
        using var cipher = new AesCbc(Key);
        Assert.Throws<ArgumentException>(() => new AesCbc(new byte[16]));
        Assert.Throws<ArgumentException>(() => cipher.Encrypt(new byte[15], new byte[4], new byte[16], CipherPadding.Pkcs7));
        Assert.Throws<ArgumentException>(() => cipher.Encrypt(new byte[17], new byte[4], new byte[16], CipherPadding.Pkcs7));
        Assert.Throws<ArgumentException>(() => cipher.Encrypt(new byte[16], new byte[16], new byte[31], CipherPadding.Pkcs7));
        Assert.Throws<ArgumentException>(() => cipher.Encrypt(new byte[16], new byte[15], new byte[16], CipherPadding.None));
        Assert.Throws<ArgumentException>(() => cipher.TryDecrypt(new byte[15], new byte[16], new byte[16], CipherPadding.None, out _));
        Assert.Throws<ArgumentException>(() => cipher.TryDecrypt(new byte[16], new byte[16], new byte[15], CipherPadding.None, out _));
    }

    [Fact]
    public void A_wrong_size_leaves_the_next_message_alone()
    {
        using var cipher = new AesCbc(Key);
        using var platform = Aes.Create();
        platform.Key = Key;
        new Step(StepKind.Encrypt, CipherPadding.Pkcs7, 20, 1).Agrees(cipher, platform);
        Assert.Throws<ArgumentException>(() => cipher.Encrypt(new byte[16], new byte[16], new byte[31], CipherPadding.Pkcs7));
        Assert.Throws<ArgumentException>(() => cipher.TryDecrypt(new byte[16], new byte[16], new byte[15], CipherPadding.None, out _));
        Assert.False(cipher.TryDecrypt(new byte[16], new byte[17], new byte[17], CipherPadding.None, out _));
        new Step(StepKind.Encrypt, CipherPadding.Pkcs7, 20, 2).Agrees(cipher, platform);
        new Step(StepKind.Decrypt, CipherPadding.Pkcs7, 20, 3).Agrees(cipher, platform);
    }

    [Theory]
    [InlineData(0, 16)]
    [InlineData(15, 16)]
    [InlineData(16, 32)]
    [InlineData(4095, 4096)]
    [InlineData(4096, 4112)]
    public void Padding_always_adds_at_least_a_byte(int plaintext, int ciphertext)
    {
        Assert.Equal(ciphertext, AesCbc.CiphertextSize(plaintext, CipherPadding.Pkcs7));
        Assert.Equal(plaintext, AesCbc.CiphertextSize(plaintext, CipherPadding.None));
    }

    [Theory]
    [InlineData(16)]
    [InlineData(48)]
    [InlineData(9_000)]
    public void A_message_allocates_nothing(int size)
    {
        using var cipher = new AesCbc(Key);
        byte[] iv = new byte[16];
        byte[] plaintext = new byte[size];
        byte[] ciphertext = new byte[size + 16];
        byte[] opened = new byte[size + 16];
        void Message()
        {
            int length = cipher.Encrypt(iv, plaintext, ciphertext, CipherPadding.Pkcs7);
            Assert.True(cipher.TryDecrypt(iv, ciphertext.AsSpan(0, length), opened, CipherPadding.Pkcs7, out _));
        }

        for (int i = 0; i < 100; i++)
            Message();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
            Message();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private sealed record Step(StepKind Kind, CipherPadding Padding, int Size, int Seed)
    {
        public void Agrees(AesCbc cipher, Aes platform)
        {
            var random = new Random(Seed);
            byte[] iv = RandomChecks.Bytes(random, 16);
            byte[] plaintext = RandomChecks.Bytes(random, Size);
            PaddingMode mode = Padding == CipherPadding.Pkcs7 ? PaddingMode.PKCS7 : PaddingMode.None;
            byte[] ciphertext = platform.EncryptCbc(plaintext, iv, mode);
            if (Kind == StepKind.Encrypt)
            {
                byte[] made = new byte[ciphertext.Length + random.Next(3)];
                Assert.Equal(ciphertext.Length, cipher.Encrypt(iv, plaintext, made, Padding));
                Assert.Equal(ciphertext, made[..ciphertext.Length]);
                return;
            }

            if (Kind == StepKind.DecryptAltered && ciphertext.Length > 0)
                ciphertext[random.Next(ciphertext.Length)] ^= 0x10;
            byte[] opened = new byte[ciphertext.Length + random.Next(3)];
            bool isRight = cipher.TryDecrypt(iv, ciphertext, opened, Padding, out int written);
            Assert.Equal(PlatformDecrypts(platform, ciphertext, iv, mode, out byte[] expected), isRight);
            Assert.Equal(expected, opened[..written]);
        }

        private static bool PlatformDecrypts(Aes platform, byte[] ciphertext, byte[] iv, PaddingMode mode, out byte[] plaintext)
        {
            try
            {
                plaintext = platform.DecryptCbc(ciphertext, iv, mode);
                return true;
            }
            catch (CryptographicException)
            {
                plaintext = [];
                return false;
            }
        }
    }
}
