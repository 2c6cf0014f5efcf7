using KerberosGen.Crypto;
using KerberosGen.Protocol;

namespace KerberosGen.Databases.Tests.Sealing;

public sealed class StashFileTests : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly WorkDirectory _directory = new();

    private string Stash => _directory[StashFile.FileName];

    [Fact]
    public void The_first_start_makes_one_line_of_base64_for_its_owner_alone()
    {
        var notices = new List<string>();
        using KeyMaterial key = StashFile.ReadOrMake(Stash, notices.Add);
        Assert.Equal(OwnerOnly, _directory.ModeOf(StashFile.FileName));
        Assert.Equal(Convert.ToBase64String(key.Bytes) + "\n", _directory.Read(StashFile.FileName));
        Assert.Equal(32, key.Bytes.Length);
        string notice = Assert.Single(notices);
        Assert.StartsWith($"{Stash}: made with a new master key.", notice);
        Assert.DoesNotContain(Convert.ToBase64String(key.Bytes), notice);
        Assert.Equal(key, StashFile.ReadOrMake(Stash, Assert.Fail));
        Assert.Equal(key, StashFile.Read(Stash));
    }

    [Fact]
    public async Task Of_many_starts_at_once_all_have_one_key()
    {
        for (int round = 0; round < 20; round++)
        {
            string stash = _directory[$"stash {round}"];
            KeyMaterial[] keys = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => StashFile.ReadOrMake(stash, static _ => { }))));
            Assert.All(keys, key => Assert.Equal(keys[0], key));
            Assert.Equal(keys[0], StashFile.Read(stash));
        }

        Assert.Empty(Directory.GetFiles(_directory.Path, "*.tmp"));
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead, "0640")]
    [InlineData(UnixFileMode.OtherRead, "0604")]
    [InlineData(UnixFileMode.GroupRead | UnixFileMode.OtherRead, "0644")]
    public void A_stash_that_others_may_read_is_refused_with_what_to_do(UnixFileMode more, string octal)
    {
        StashFile.ReadOrMake(Stash, static _ => { }).Dispose();
        _directory.SetMode(StashFile.FileName, OwnerOnly | more);
        var refusal = Assert.ThrowsAny<IOException>(() => StashFile.ReadOrMake(Stash, static _ => { }));
        Assert.Contains($"its mode is {octal}", refusal.Message);
        Assert.Contains($"chmod 600 {Stash}", refusal.Message);
        _directory.SetMode(StashFile.FileName, OwnerOnly);
        StashFile.ReadOrMake(Stash, Assert.Fail).Dispose();
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("no base64 at all, this is a sentence of 45 b.")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==\n")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\nAAAA\n")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n")]
    public void What_is_no_master_key_is_refused_and_not_replaced(string text)
    {
        _directory.Write(StashFile.FileName, text);
        var refusal = Assert.Throws<StoreFailedException>(() => StashFile.ReadOrMake(Stash, Assert.Fail));
        Assert.StartsWith($"{Stash}: this is no master key", refusal.Message);
        if (text.Trim().Length > 0)
            Assert.DoesNotContain(text.Trim(), refusal.Message);
        Assert.Equal(text, _directory.Read(StashFile.FileName));
    }

    [Fact]
    public void A_line_end_of_windows_is_read()
    {
        using var key = new KeyMaterial([.. Enumerable.Range(0, 32).Select(static i => (byte)i)]);
        _directory.Write(StashFile.FileName, Convert.ToBase64String(key.Bytes) + "\r\n");
        Assert.Equal(key, StashFile.Read(Stash));
    }

    public void Dispose() => _directory.Dispose();
}
