using KerberosGen.Examples.Dns;

namespace KerberosGen.Examples.Tests.Dns;

/// <summary>Names: what is followed and what is refused.</summary>
public sealed class DnsNameTests
{
    [Theory]
    [InlineData("www.example.org", "03 77 77 77 07 65 78 61 6d 70 6c 65 03 6f 72 67 00", "www.example.org.")]
    [InlineData("www.example.org.", "03 77 77 77 07 65 78 61 6d 70 6c 65 03 6f 72 67 00", "www.example.org.")]
    [InlineData(".", "00", ".")]
    public void A_name_is_written_as_the_rfc_draws_it(string text, string hex, string read)
    {
        DnsName name = DnsNames.Write(text, new byte[DnsNames.MaxSize]);
        byte[] bytes = name.ToArray();
        Assert.Equal(hex.Replace(" ", ""), Convert.ToHexStringLower(bytes));
        Assert.True(DnsNames.TryRead(bytes, name, out string? again));
        Assert.Equal(read, again);
    }

    [Fact]
    public void The_compressed_names_of_section_4_1_4_read_as_it_says()
    {
        // F.ISI.ARPA at 20, FOO.F.ISI.ARPA at 40, ARPA at 64, the root at 92.
        var message = new byte[93];
        Convert.FromHexString("01460349534904415250410003464f4fc014").AsSpan(0, 12).CopyTo(message.AsSpan(20));
        Convert.FromHexString("03464f4fc014").CopyTo(message.AsSpan(40));
        Convert.FromHexString("c01a").CopyTo(message.AsSpan(64));

        Assert.Equal("F.ISI.ARPA.", Read(message, 20));
        Assert.Equal("FOO.F.ISI.ARPA.", Read(message, 40));
        Assert.Equal("ARPA.", Read(message, 64));
        Assert.Equal(".", Read(message, 92));
    }

    [Theory]
    [InlineData("c000", 0)]
    [InlineData("0161c000", 0)]
    [InlineData("c002c000", 0)]
    [InlineData("0161c0040162c000", 4)]
    [InlineData("c010", 0)]
    [InlineData("ffff", 0)]
    public void A_name_that_leads_in_a_circle_or_out_of_the_message_is_refused(string message, int at) =>
        Assert.Null(Read(Convert.FromHexString(message), at));

    [Fact]
    public void A_name_longer_than_255_bytes_is_refused_even_in_small_steps()
    {
        // Each of 60 names is a label of nine and a pointer to the one before it: 10 bytes more each.
        var message = new byte[1 + (60 * 12)];
        for (int i = 0; i < 60; i++)
        {
            Span<byte> name = message.AsSpan(1 + (i * 12), 12);
            int before = i == 0 ? 0 : 1 + ((i - 1) * 12);
            name[0] = 9;
            name[1..10].Fill((byte)'a');
            name[10] = (byte)(0xc0 | (before >> 8));
            name[11] = (byte)before;
        }

        Assert.Equal(25 * 10, Read(message, 1 + (24 * 12))!.Length);
        Assert.Null(Read(message, 1 + (25 * 12)));
    }

    [Theory]
    [InlineData("a..b")]
    [InlineData("grün.example.org")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123.org")]
    public void What_is_not_a_name_is_not_written(string text) =>
        Assert.Throws<FormatException>(() => DnsNames.Write(text, new byte[DnsNames.MaxSize]).PackedSize);

    [Fact]
    public void A_dot_within_a_label_does_not_pass_for_two_labels() =>
        Assert.Equal("a\\.b\\007.org.", Read(Convert.FromHexString("04612e6207036f726700"), 0));

    [Fact]
    public void A_label_of_a_reserved_kind_is_refused_where_it_stands()
    {
        UnpackResult result = DnsName.Unpack(Convert.FromHexString("01614101"), out _);
        Assert.Equal(UnpackResult.Invalid(InvalidReason.UnknownValue, 0, 2), result);
    }

    [Fact]
    public void A_label_of_64_bytes_is_not_packed() =>
        Assert.Throws<InvalidOperationException>(() => new Label { Text = new byte[64] }.ToArray());

    private static string? Read(byte[] message, int at)
    {
        Assert.True(DnsName.Unpack(message.AsSpan(at), out DnsName name).IsDone);
        return DnsNames.TryRead(message, name, out string? text) ? text : null;
    }
}
