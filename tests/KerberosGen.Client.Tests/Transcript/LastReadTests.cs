using KerberosGen.Storage;

namespace KerberosGen.Client.Tests;

public sealed class LastReadTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("last-read").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void Up_to_where_a_room_was_read_is_known_to_the_next_window()
    {
        Assert.Null(LastRead.Open(_directory, Room.Bob).AtStart);
        LastRead.Open(_directory, Room.Bob).Save(7, 9);
        LastRead.Open(_directory, Room.Carol).Save(3, 3);
        Assert.Equal(7UL, LastRead.Open(_directory, Room.Bob).AtStart);
        Assert.Equal(3UL, LastRead.Open(_directory, Room.Carol).AtStart);
    }

    [Fact]
    public void Of_two_windows_the_one_that_has_read_less_takes_nothing_back()
    {
        var first = LastRead.Open(_directory, Room.Bob);
        var second = LastRead.Open(_directory, Room.Bob);
        first.Save(9, 9);
        second.Save(5, 9);
        Assert.Equal(9UL, LastRead.Open(_directory, Room.Bob).AtStart);
    }

    [Fact]
    public void Windows_that_write_at_once_lose_nothing()
    {
        Parallel.For(0, 16, i =>
        {
            for (ulong sequence = 1; sequence <= 10; sequence++)
                LastRead.Open(_directory, Room.IdOf((byte)(i % 4))).Save(sequence, sequence);
        });
        Assert.All(Enumerable.Range(0, 4), i => Assert.Equal(10UL, LastRead.Open(_directory, Room.IdOf((byte)i)).AtStart));
    }

    [Fact]
    public void A_room_that_has_begun_anew_is_read_from_its_new_start()
    {
        LastRead.Open(_directory, Room.Bob).Save(100, 100);
        LastRead.Open(_directory, Room.Bob).Save(2, 3);
        Assert.Equal(2UL, LastRead.Open(_directory, Room.Bob).AtStart);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("[{\"server_id\": 3, \"sequence\": \"x\"}]")]
    public void A_file_that_makes_no_sense_is_written_anew(string content)
    {
        File.WriteAllText(Path.Combine(_directory, LastReadFile.FileName), content);
        var lastRead = LastRead.Open(_directory, Room.Bob);
        Assert.Null(lastRead.AtStart);
        lastRead.Save(4, 4);
        Assert.Equal(4UL, LastRead.Open(_directory, Room.Bob).AtStart);
    }

    [Fact]
    public void A_directory_that_is_gone_disturbs_nobody()
    {
        string gone = Path.Combine(_directory, "gone");
        LastRead.Open(gone, Room.Bob).Save(4, 4);
        Assert.Null(LastRead.Open(gone, Room.Bob).AtStart);
    }

    [Fact]
    public void The_file_is_the_owner_s_alone()
    {
        LastRead.Open(_directory, Room.Bob).Save(4, 4);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(_directory, LastReadFile.FileName)));
    }
}
