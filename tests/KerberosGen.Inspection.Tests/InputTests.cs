using System.Text;
using FsCheck.Xunit;
using KerberosGen.Inspection.Inputs;
using Xunit;

namespace KerberosGen.Inspection.Tests;

public sealed class InputTests
{
    [Theory]
    [InlineData("deadBEEF", "deadbeef")]
    [InlineData("de ad\n be:ef\r\n", "deadbeef")]
    [InlineData("0xde, 0xad, 0xBE,0xef", "deadbeef")]
    [InlineData("# a request\ndead # the rest\n# 12\nbeef", "deadbeef")]
    public void Hex_is_read_with_what_people_put_between_digits(string text, string expected)
    {
        Assert.True(InputText.TryParseHex(Encoding.UTF8.GetBytes(text), out byte[] bytes, out string error), error);
        Assert.Equal(expected, Convert.ToHexStringLower(bytes));
        Assert.Equal(InputFormat.Hex, InputDetector.Detect(Encoding.UTF8.GetBytes(text)));
    }

    [Theory]
    [InlineData("de\na d", "line 2: a single hex digit stands where two make a byte")]
    [InlineData("dead\nbexf", "line 2: byte 0x78 is no hex digit")]
    [InlineData("dea", "a hex digit is missing at the end")]
    public void Broken_hex_is_refused_with_its_place(string text, string expected)
    {
        Assert.False(InputText.TryParseHex(Encoding.UTF8.GetBytes(text), out _, out string error));
        Assert.Equal(expected, error);
    }

    [Property]
    public void Base64_of_any_packet_is_recognised_and_read(byte[] tail)
    {
        byte[] packet = [.. Vector.Golden[1].Bytes, .. tail];
        byte[] text = Encoding.ASCII.GetBytes(Convert.ToBase64String(packet, Base64FormattingOptions.InsertLineBreaks));

        Assert.Equal(InputFormat.Base64, InputDetector.Detect(text));
        Assert.True(InputText.TryParseBase64(text, out byte[] bytes, out _));
        Assert.Equal(packet, bytes);
    }

    [Fact]
    public void Raw_packets_and_captures_are_recognised()
    {
        Assert.All(Vector.Golden, g => Assert.Equal(InputFormat.Raw, InputDetector.Detect(g.Bytes)));
        Assert.Equal(InputFormat.Pcap, InputDetector.Detect(Vector.SessionPcap()));
        Assert.Equal(InputFormat.Pcap, InputDetector.Detect(new TestCapture().ToPcap(bigEndian: true, nanoseconds: true)));
        Assert.Equal(InputFormat.Pcapng, InputDetector.Detect(new TestCapture().ToBigEndianPcapng()));
    }

    [Property]
    public void Any_bytes_have_a_format(byte[] bytes)
    {
        InputFormat format = InputDetector.Detect(bytes);
        Assert.Equal(format == InputFormat.Hex, InputText.TryParseHex(bytes, out byte[] hex, out _) && hex.Length > 0);
    }
}
