namespace KerberosGen.Storage.Tests.Kdc;

public sealed class PortFileTests : IDisposable
{
    private readonly WorkDirectory _directory = new();
    private readonly List<string> _notices = [];

    [Fact]
    public void A_missing_file_is_made_with_8000()
    {
        Assert.Equal(8000, PortFile.ReadOrCreate(_directory.Path, _notices.Add));
        Assert.Equal("8000\n", _directory.Read("port.info"));
        Assert.Equal(8000, PortFile.ReadOrCreate(_directory.Path, _notices.Add));
        Assert.Empty(_notices);
    }

    [Theory]
    [InlineData("1", 1)]
    [InlineData("46607\n", 46607)]
    [InlineData("\ufeff65535\r\n\r\n", 65535)]
    [InlineData("  1234  ", 1234)]
    public void A_port_is_read(string text, ushort port)
    {
        _directory.Write("port.info", text);
        Assert.Equal(port, PortFile.ReadOrCreate(_directory.Path, _notices.Add));
        Assert.Empty(_notices);
    }

    [Theory]
    [InlineData("", 1, "the file is empty")]
    [InlineData("\n\n", 1, "the file is empty")]
    [InlineData("0", 1, "'0' is not a port: a port is a number from 1 to 65535")]
    [InlineData("65536", 1, "'65536' is not a port")]
    [InlineData("-1", 1, "'-1' is not a port")]
    [InlineData("80\u001b[2J", 1, "'80\\u001b[2J' is not a port")]
    [InlineData("8000\n8001\n", 2, "one line")]
    [InlineData("123456789012345678901234567890123456789012345678901234567890", 1, "not 60 characters")]
    public void A_corrupt_file_gives_8000_and_a_notice_and_is_left_alone(string text, int line, string reason)
    {
        _directory.Write("port.info", text);
        Assert.Equal(8000, PortFile.ReadOrCreate(_directory.Path, _notices.Add));
        string notice = Assert.Single(_notices);
        Assert.StartsWith($"{_directory["port.info"]}:{line}: ", notice);
        Assert.Contains(reason, notice);
        Assert.EndsWith("Port 8000 is used; the file was left as it is.", notice);
        Assert.Equal(text, _directory.Read("port.info"));
    }

    [Fact]
    public void Bytes_that_are_not_utf8_give_8000_and_a_notice()
    {
        _directory.Write("port.info", [0xFF, 0xFE]);
        Assert.Equal(8000, PortFile.ReadOrCreate(_directory.Path, _notices.Add));
        Assert.Contains("port.info:1: the line is not UTF-8", Assert.Single(_notices));
    }

    public void Dispose() => _directory.Dispose();
}
