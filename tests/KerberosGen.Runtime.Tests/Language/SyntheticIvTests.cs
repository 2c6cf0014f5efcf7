using KerberosGen.Codec;
using KerberosGen.Crypto;

namespace KerberosGen.Runtime.Tests.Language;

/// <summary>Synthetic IVs of packets as the language allows them; the repository's own packets have laws of their own.</summary>
public sealed class SyntheticIvTests
{
    private static readonly byte[] CipherKey = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];
    private static readonly byte[] MacKey = [.. Enumerable.Range(101, 32).Select(i => (byte)i)];

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 16)]
    [InlineData(32, 48)]
    [InlineData(9_600, 16)]
    public void Texts_without_padding_come_back_authenticated(int first, int second)
    {
        using var cipher = new AesCbc(CipherKey);
        using var mac = new AesCmac(MacKey);
        byte[] bytes = SealTwoTexts(cipher, mac, Text(first, 1), Text(second, 2));

        Assert.Equal(Opening.Authenticated, OpenTwoTexts(cipher, mac, bytes, out byte[] one, out byte[] two));
        Assert.Equal(Text(first, 1), one);
        Assert.Equal(Text(second, 2), two);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(16)]
    [InlineData(64)]
    public void Bytes_that_are_no_whole_block_do_not_pass_for_a_shorter_text(int size)
    {
        using var cipher = new AesCbc(CipherKey);
        using var mac = new AesCmac(MacKey);
        byte[] bytes = SealTwoTexts(cipher, mac, Text(16, 1), Text(size, 2));

        for (int more = 1; more < 16; more++)
        {
            Opening? opening = OpenTwoTexts(cipher, mac, [.. bytes, .. new byte[more]], out _, out byte[] second);
            Assert.Equal(Opening.Failed, opening);
            Assert.Empty(second);
        }
    }

    [Fact]
    public void Text_that_moves_from_one_field_to_the_next_is_not_authenticated()
    {
        using var cipher = new AesCbc(CipherKey);
        using var mac = new AesCmac(MacKey);
        byte[] bytes = SealTwoTexts(cipher, mac, Text(32, 1), Text(32, 2));
        bytes[18] -= 16;

        Assert.Equal(Opening.Unauthenticated, OpenTwoTexts(cipher, mac, bytes, out byte[] first, out _));
        Assert.Equal(16, first.Length);
    }

    [Fact]
    public void A_value_that_cannot_be_written_is_refused_and_the_next_packet_is_sealed()
    {
        using var cipher = new AesCbc(CipherKey);
        using var mac = new AesCmac(MacKey);

        Assert.Throws<InvalidOperationException>(() =>
        {
            var packet = new TwoTexts { Level = 6 };
            packet.Seal(cipher, mac, default, Text(16, 1), new byte[16], Text(16, 2), new byte[16]);
        });
        Assert.Equal(Opening.Authenticated, OpenTwoTexts(cipher, mac, SealTwoTexts(cipher, mac, Text(16, 1), Text(16, 2)), out _, out _));
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(1, 5, 0)]
    [InlineData(1, 15, 3)]
    [InlineData(2, 200, 1)]
    public void Whatever_varies_around_the_IV_is_proved_bit_by_bit(byte kind, int text, int clear)
    {
        using var cipher = new AesCbc(CipherKey);
        using var mac = new AesCmac(MacKey);
        byte[] entries = Text(16 * clear, 3);
        var packet = new Wrapped { Kind = kind, Extra = kind == 1 ? 77u : 0, Clear = PacketList<ProofBlock>.Over(entries) };
        packet.Seal(cipher, mac, "shelf"u8, new ProofBlock(Text(16, 4)), Text(text, 5), new byte[Wrapped.SealedTextSize(text)]);
        byte[] bytes = packet.ToArray();

        Assert.Equal(Opening.Authenticated, OpenWrapped(cipher, mac, "shelf"u8, bytes));
        Assert.Equal(Opening.Unauthenticated, OpenWrapped(cipher, mac, "shelve"u8, bytes));
        for (int bit = 0; bit < 8 * bytes.Length; bit++)
        {
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.NotEqual(Opening.Authenticated, OpenWrapped(cipher, mac, "shelf"u8, bytes));
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    [Fact]
    public void Associated_data_and_body_do_not_run_into_each_other()
    {
        using var cipher = new AesCbc(CipherKey);
        using var mac = new AesCmac(MacKey);
        var packet = new TwoTexts { Level = 1 };
        packet.Seal(cipher, mac, [1], default, default, default, default);
        var other = new TwoTexts { Level = 1 };
        other.Seal(cipher, mac, [], default, default, default, default);
        var third = new TwoTexts { Level = 1 };
        third.Seal(cipher, mac, [1, 1], default, default, default, default);

        Assert.Equal(3, new[] { packet.Iv, other.Iv, third.Iv }.Distinct().Count());
    }

    private static byte[] SealTwoTexts(AesCbc cipher, AesCmac mac, byte[] first, byte[] second)
    {
        var packet = new TwoTexts { Level = 3 };
        packet.Seal(cipher, mac, "shelf"u8, first, new byte[first.Length], second, new byte[second.Length]);
        return packet.ToArray();
    }

    private static Opening? OpenTwoTexts(AesCbc cipher, AesCmac mac, byte[] bytes, out byte[] first, out byte[] second)
    {
        first = second = [];
        if (!TwoTexts.Unpack(bytes, out TwoTexts packet).IsDone)
            return null;
        Opening opening = packet.TryOpen(
            cipher, mac, "shelf"u8, new byte[packet.First.Length], out ReadOnlySpan<byte> one, new byte[packet.Second.Length], out ReadOnlySpan<byte> two);
        first = one.ToArray();
        second = two.ToArray();
        return opening;
    }

    private static Opening? OpenWrapped(AesCbc cipher, AesCmac mac, ReadOnlySpan<byte> associated, byte[] bytes) =>
        Wrapped.Unpack(bytes, out Wrapped packet) is { IsDone: true } result && result.Consumed == bytes.Length
            ? packet.TryOpen(cipher, mac, associated, out _, new byte[packet.Text.Length], out _)
            : null;

    private static byte[] Text(int size, int seed)
    {
        byte[] bytes = new byte[size];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }
}
