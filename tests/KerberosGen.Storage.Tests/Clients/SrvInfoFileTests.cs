using System.Net;
using FsCheck.Xunit;

namespace KerberosGen.Storage.Tests.Clients;

public sealed class SrvInfoFileTests : IDisposable
{
    private readonly WorkDirectory _directory = new();

    [Fact]
    public void A_missing_file_is_null() => Assert.Null(SrvInfoFile.Read(_directory.Path));

    [Fact]
    public void Kdcs_are_read_in_their_order()
    {
        _directory.Write("srv.info", "\ufeff127.0.0.1:8000\r\n\r\n[::1]:8001\r\n");
        Assert.Equal([new IPEndPoint(IPAddress.Loopback, 8000), new IPEndPoint(IPAddress.IPv6Loopback, 8001)], SrvInfoFile.Read(_directory.Path)!);
    }

    [Property(Arbitrary = [typeof(Principals)], MaxTest = 60)]
    public void Kdcs_come_back_as_they_were_written(IPEndPoint first, IPEndPoint[] others)
    {
        using var directory = new WorkDirectory();
        SrvInfoFile.Write(directory.Path, [first, .. others]);
        Assert.Equal([first, .. others], SrvInfoFile.Read(directory.Path)!);
        Assert.Equal(others.Length + 1, directory.Read("srv.info").Count(c => c == '\n'));
    }

    [Theory]
    [InlineData("", 1, "the file is empty")]
    [InlineData("127.0.0.1:8000\nlocalhost:8000\n", 2, "'localhost' is not an IP address")]
    [InlineData("127.0.0.1\n", 1, "'127.0.0.1' is not an address and a port")]
    [InlineData("127.0.0.1:0\n", 1, "'0' is not a port")]
    [InlineData("127.0.0.1:8000\r\n\r\n127.0.0.1:65536\r\n", 3, "'65536' is not a port")]
    [InlineData("127.0.0.1:-1\n", 1, "'-1' is not a port")]
    [InlineData("[::1]:8000\n::1:8001\n", 2, "'::1:8001' is not an address and a port")]
    [InlineData("[::1]\n", 1, "'[::1]' is not an address and a port")]
    [InlineData("# the KDC\n127.0.0.1:8000\n", 1, "'# the KDC' is not an address and a port")]
    [InlineData("127.0.0.1:8000 # the KDC\n", 1, "is not a port")]
    [InlineData("\ufeff\n \n\r\n", 1, "the file is empty")]
    public void A_file_that_makes_no_sense_is_named_and_left_alone(string text, int line, string reason)
    {
        _directory.Write("srv.info", text);
        _directory.AssertRefused("srv.info", line, reason, () => SrvInfoFile.Read(_directory.Path));
    }

    [Fact]
    public void The_place_of_each_KDC_is_told()
    {
        _directory.Write("srv.info", "\n127.0.0.1:8000\n\n [::1]:8001 \n127.0.0.1:8000\n");
        string path = Path.Combine(_directory.Path, "srv.info");
        Assert.Equal(
            [
                new KdcAddress(new IPEndPoint(IPAddress.Loopback, 8000), $"{path}:2"),
                new KdcAddress(new IPEndPoint(IPAddress.IPv6Loopback, 8001), $"{path}:4"),
                new KdcAddress(new IPEndPoint(IPAddress.Loopback, 8000), $"{path}:5"),
            ],
            SrvInfoFile.ReadAddresses(_directory.Path)!);
    }

    [Fact]
    public void A_directory_in_its_place_is_said()
    {
        string path = Directory.CreateDirectory(Path.Combine(_directory.Path, "srv.info")).FullName;
        var refusal = Assert.Throws<FileFormatException>(() => SrvInfoFile.Read(_directory.Path));
        Assert.StartsWith($"{path}: this is a directory; it must be a file that holds the KDC's address and port", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_of_any_length_gives_a_short_message()
    {
        _directory.Write("srv.info", new string('x', 100_000));
        FileFormatException refusal = _directory.AssertRefused("srv.info", 1, "not 100000 characters", () => SrvInfoFile.Read(_directory.Path));
        Assert.True(refusal.Message.Length < 500);
    }

    [Fact]
    public void What_could_not_be_read_again_is_not_written()
    {
        Assert.Throws<ArgumentException>(() => SrvInfoFile.Write(_directory.Path, []));
        Assert.Throws<ArgumentException>(() => SrvInfoFile.Write(_directory.Path, [new IPEndPoint(IPAddress.Loopback, 0)]));
        Assert.Empty(Directory.GetFileSystemEntries(_directory.Path));
    }

    public void Dispose() => _directory.Dispose();
}
