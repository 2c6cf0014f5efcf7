using FsCheck.Xunit;
using KerberosGen.Packets;

namespace KerberosGen.Storage.Tests.Clients;

public sealed class MeInfoFileTests : IDisposable
{
    private static readonly MeInfo Michael = new(new PrincipalName("Michael Jackson"), PrincipalId.Parse("4e43ae195f4d43b799ce2cca77178cfb"));

    private readonly WorkDirectory _directory = new();

    [Fact]
    public void A_missing_file_is_null() => Assert.Null(MeInfoFile.Read(_directory.Path));

    [Fact]
    public void The_seeds_own_sample_is_what_is_written_and_read()
    {
        MeInfoFile.Write(_directory.Path, Michael);
        Assert.Equal("Michael Jackson\n4e43ae195f4d43b799ce2cca77178cfb\n", _directory.Read("me.info"));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, _directory.ModeOf("me.info"));
        Assert.Equal(Michael, MeInfoFile.Read(_directory.Path));
    }

    [Property(Arbitrary = [typeof(Principals)], MaxTest = 60)]
    public void An_identity_comes_back_as_it_was_written(PrincipalName name, PrincipalId id)
    {
        using var directory = new WorkDirectory();
        MeInfoFile.Write(directory.Path, new MeInfo(name, id));
        MeInfoFile.Write(directory.Path, new MeInfo(name, id));
        Assert.Equal(new MeInfo(name, id), MeInfoFile.Read(directory.Path));
    }

    [Theory]
    [InlineData("Bob", "4e43ae195f4d43b799ce2cca77178cfb")]
    [InlineData("Michael Jackson", "00000000000000000000000000000001")]
    public void Another_identity_never_overwrites_the_file(string name, string id)
    {
        _directory.Write("me.info", "Michael Jackson\r\n4e43ae195f4d43b799ce2cca77178cfb");
        var refusal = Assert.Throws<InvalidOperationException>(() => MeInfoFile.Write(_directory.Path, new MeInfo(new PrincipalName(name), PrincipalId.Parse(id))));
        Assert.StartsWith($"{_directory["me.info"]}: this directory belongs to \"Michael Jackson\"", refusal.Message);
        Assert.Equal("Michael Jackson\r\n4e43ae195f4d43b799ce2cca77178cfb", _directory.Read("me.info"));
        Assert.Equal([_directory["me.info"]], Directory.GetFileSystemEntries(_directory.Path));
    }

    [Fact]
    public void Of_many_identities_written_at_once_one_has_the_directory()
    {
        int refused = 0;
        Parallel.For(0, 16, i =>
        {
            try
            {
                MeInfoFile.Write(_directory.Path, new MeInfo(new PrincipalName($"client {i}"), PrincipalId.Parse($"{i:x32}")));
            }
            catch (InvalidOperationException)
            {
                Interlocked.Increment(ref refused);
            }
        });
        Assert.Equal(15, refused);
        MeInfo owner = MeInfoFile.Read(_directory.Path)!;
        Assert.Equal($"client {Convert.ToInt32(owner.Id.ToString(), 16)}", owner.Name.ToString());
    }

    [Theory]
    [InlineData("", 1, "it has 0")]
    [InlineData("Michael\n", 1, "it has 1")]
    [InlineData("Michael\n4e43ae195f4d43b799ce2cca77178cfb\nmore\n", 3, "it has 3")]
    [InlineData("Mi:chael\n4e43ae195f4d43b799ce2cca77178cfb\n", 1, "must not contain a colon")]
    [InlineData("Michael\n4e43ae19-5f4d-43b7-99ce-2cca77178cfb\n", 2, "an id is 32 hex digits")]
    public void A_file_that_makes_no_sense_is_named_and_left_alone(string text, int line, string reason)
    {
        _directory.Write("me.info", text);
        _directory.AssertRefused("me.info", line, reason, () => MeInfoFile.Read(_directory.Path));
        _directory.AssertRefused("me.info", line, reason, () => MeInfoFile.Write(_directory.Path, Michael));
    }

    [Fact]
    public void A_name_that_breaks_the_rules_is_not_written()
    {
        Assert.Throws<ArgumentException>(() => MeInfoFile.Write(_directory.Path, Michael with { Name = default }));
        Assert.Null(MeInfoFile.Read(_directory.Path));
    }

    public void Dispose() => _directory.Dispose();
}
