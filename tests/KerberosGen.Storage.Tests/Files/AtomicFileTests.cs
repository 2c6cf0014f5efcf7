using System.Text;

namespace KerberosGen.Storage.Tests.Files;

public sealed class AtomicFileTests : IDisposable
{
    private readonly WorkDirectory _directory = new();

    [Fact]
    public void Of_many_that_make_one_new_file_at_once_one_does_and_the_others_are_told()
    {
        for (int round = 0; round < 40; round++)
        {
            string name = FormattableString.Invariant($"file {round}");
            int made = 0, winner = -1;
            Parallel.For(0, 8, writer =>
            {
                try
                {
                    AtomicFile.WriteNew(_directory[name], [(byte)writer]);
                    Interlocked.Increment(ref made);
                    winner = writer;
                }
                catch (IOException taken)
                {
                    Assert.StartsWith($"{_directory[name]}: ", taken.Message);
                }
            });
            Assert.Equal(1, made);
            Assert.Equal([(byte)winner], _directory.ReadBytes(name));
        }

        Assert.Empty(Directory.GetFiles(_directory.Path, "*.tmp"));
    }

    [Fact]
    public void A_file_that_is_abandoned_half_way_leaves_the_old_one()
    {
        _directory.Write("file", "old");
        using (var pending = new PendingFile(_directory["file"]))
        {
            pending.Stream.Write(Encoding.UTF8.GetBytes(new string('n', 200_000)));
            pending.Flush();
            Assert.Equal("old", _directory.Read("file"));
            Assert.Equal(2, Directory.GetFileSystemEntries(_directory.Path).Length);
        }

        Assert.Equal("old", _directory.Read("file"));
        Assert.Equal([_directory["file"]], Directory.GetFileSystemEntries(_directory.Path));
    }

    public void Dispose() => _directory.Dispose();
}
