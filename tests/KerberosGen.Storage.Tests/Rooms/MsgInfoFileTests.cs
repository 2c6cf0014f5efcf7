using System.Net;
using FsCheck.Xunit;
using KerberosGen.Crypto;
using KerberosGen.Packets;

namespace KerberosGen.Storage.Tests.Rooms;

public sealed class MsgInfoFileTests : IDisposable
{
    private static readonly IPEndPoint Kdc = new(IPAddress.Loopback, 8000);

    private readonly WorkDirectory _directory = new();

    [Fact]
    public void The_seeds_own_sample_is_read_and_written_back_byte_for_byte()
    {
        _directory.Write("msg.info", Vector.SeedDefaultRoom);
        MsgInfo room = MsgInfoFile.ReadOrCreate(_directory.Path, Kdc);
        Assert.Equal(
            new MsgInfo(
                new IPEndPoint(IPAddress.Loopback, 1234), new PrincipalName("Printer 1"), PrincipalId.Parse("0949dca733904f77a9e3928dfcbbe687"),
                new KeyMaterial(Convert.FromBase64String("ss4iqLtqm75tGrDCbIzW1MnY3M9VA+tYfWfTnxXEUBU="))),
            room);
        File.Delete(_directory["msg.info"]);
        MsgInfoFile.Write(_directory.Path, room);
        Assert.Equal(Vector.SeedDefaultRoom, _directory.Read("msg.info"));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, _directory.ModeOf("msg.info"));
    }

    [Fact]
    public void A_missing_file_is_made_and_lacks_what_registration_gives()
    {
        var made = new MsgInfo(Kdc, new PrincipalName("Printer 1"), null, null);
        Assert.Equal(made, MsgInfoFile.ReadOrCreate(_directory.Path, Kdc));
        Assert.Equal("127.0.0.1:8000\nPrinter 1\n", _directory.Read("msg.info"));
        Assert.Equal(made, MsgInfoFile.ReadOrCreate(_directory.Path, new IPEndPoint(IPAddress.Loopback, 9999)));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, _directory.ModeOf("msg.info"));
    }

    [Property(Arbitrary = [typeof(Principals)], MaxTest = 60)]
    public void A_room_comes_back_as_it_was_written(IPEndPoint kdc, PrincipalName name, PrincipalId id, KeyMaterial key, bool isRegistered)
    {
        using var directory = new WorkDirectory();
        var room = new MsgInfo(kdc, name, isRegistered ? id : null, isRegistered ? key : null);
        MsgInfoFile.Write(directory.Path, room);
        Assert.Equal(room, MsgInfoFile.ReadOrCreate(directory.Path, Kdc));
    }

    [Theory]
    [InlineData("", 1, "two lines (KDC, name) or four (and id, key); it has 0")]
    [InlineData("127.0.0.1:8000\n", 1, "it has 1")]
    [InlineData("127.0.0.1:8000\nPrinter 1\n0949dca733904f77a9e3928dfcbbe687\n", 3, "it has 3")]
    [InlineData("127.0.0.1:8000\nPrinter 1\n0949dca733904f77a9e3928dfcbbe687\nKEY\nKEY\n", 5, "it has 5")]
    [InlineData("KEY\nPrinter 1\n", 1, "the KDC's address and port")]
    [InlineData("127.0.0.1:0\nPrinter 1\n", 1, "the KDC's address and port")]
    [InlineData("127.0.0.1:8000\n\n0949dca733904f77a9e3928dfcbbe687\nKEY\n", 2, "must not be empty")]
    [InlineData("127.0.0.1:8000\nPrinter 1\nKEY\n0949dca733904f77a9e3928dfcbbe687\n", 3, "an id is 32 hex digits")]
    [InlineData("127.0.0.1:8000\nPrinter 1\n0949dca733904f77a9e3928dfcbbe687\nKEY8\n", 4, "A key is 32 bytes in base64")]
    public void A_file_that_makes_no_sense_is_named_and_left_alone(string text, int line, string reason)
    {
        _directory.Write("msg.info", text.Replace("KEY", "ss4iqLtqm75tGrDCbIzW1MnY3M9VA+tYfWfTnxXEUBU="));
        FileFormatException refusal = _directory.AssertRefused("msg.info", line, reason, () => MsgInfoFile.ReadOrCreate(_directory.Path, Kdc));
        Assert.DoesNotContain("ss4i", refusal.ToString());
    }

    [Fact]
    public void What_could_not_be_read_again_is_not_written()
    {
        var name = new PrincipalName("Printer 1");
        MsgInfo[] bad =
        [
            new(Kdc, default, null, null),
            new(Kdc, name, default(PrincipalId), null),
            new(Kdc, name, null, new KeyMaterial(new byte[32])),
            new(Kdc, name, default(PrincipalId), new KeyMaterial(new byte[31])),
            new(new IPEndPoint(IPAddress.Loopback, 0), name, null, null),
        ];
        Assert.All(bad, room => Assert.Throws<ArgumentException>(() => MsgInfoFile.Write(_directory.Path, room)));
        Assert.Empty(Directory.GetFileSystemEntries(_directory.Path));
    }

    public void Dispose() => _directory.Dispose();
}
