using KerberosGen.Packets;

namespace KerberosGen.Storage.Tests.Kdc;

public sealed class LastSeenTests : IDisposable
{
    /// <summary>An hour ahead of UTC, two from the 31st of March at 2:00 to the 27th of October at 3:00, every year.</summary>
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.CreateCustomTimeZone(
        "test", TimeSpan.FromHours(1), "test", "test", "test in summer",
        [
            TimeZoneInfo.AdjustmentRule.CreateAdjustmentRule(
                DateTime.MinValue.Date, DateTime.MaxValue.Date, TimeSpan.FromHours(1),
                TimeZoneInfo.TransitionTime.CreateFixedDateRule(new DateTime(1, 1, 1, 2, 0, 0), 3, 31),
                TimeZoneInfo.TransitionTime.CreateFixedDateRule(new DateTime(1, 1, 1, 3, 0, 0), 10, 27)),
        ]);

    private static readonly PrincipalId MichaelJackson = PrincipalId.Parse("fa8a3d1e99584c08ac58ba28c93e03c9");

    private readonly WorkDirectory _directory = new();

    [Fact]
    public async Task A_request_is_noted_in_memory_and_written_by_a_flush()
    {
        _directory.Write("clients.txt", Vector.SeedClient + "\n");
        await using SeedFileStore store = Open(TimeZoneInfo.Utc);
        store.NoteSeen(MichaelJackson, new DateTimeOffset(2026, 5, 4, 3, 2, 1, TimeSpan.FromHours(-1)));
        Assert.Equal(Vector.SeedClient + "\n", _directory.Read("clients.txt"));
        await store.FlushAsync(default);
        Assert.Equal(Vector.SeedClient[..^17] + "04/05/26_04:02:01\n", _directory.Read("clients.txt"));
        Assert.Equal(new DateTimeOffset(2026, 5, 4, 4, 2, 1, TimeSpan.Zero), (await store.FindClientAsync(MichaelJackson, default))!.LastSeen);
    }

    [Fact]
    public async Task Disposing_writes_what_was_noted()
    {
        _directory.Write("clients.txt", Vector.SeedClient + "\n");
        SeedFileStore store = Open(TimeZoneInfo.Utc);
        store.NoteSeen(MichaelJackson, new DateTimeOffset(2026, 5, 4, 3, 2, 1, TimeSpan.Zero));
        await store.DisposeAsync();
        await store.DisposeAsync();
        Assert.EndsWith(" 04/05/26_03:02:01\n", _directory.Read("clients.txt"));
    }

    [Fact]
    public async Task A_flush_without_a_request_writes_nothing()
    {
        _directory.Write("clients.txt", Vector.SeedClient + "\n");
        File.SetLastWriteTimeUtc(_directory["clients.txt"], DateTime.UnixEpoch);
        await using (SeedFileStore store = Open(TimeZoneInfo.Utc))
        {
            store.NoteSeen(default, DateTimeOffset.UnixEpoch);
            await store.FlushAsync(default);
        }

        Assert.Equal(DateTime.UnixEpoch, File.GetLastWriteTimeUtc(_directory["clients.txt"]));
    }

    [Fact]
    public async Task A_client_that_registers_after_a_flush_is_appended_to_the_new_file()
    {
        _directory.Write("clients.txt", "\ufeff" + Vector.SeedClient);
        await using (SeedFileStore store = Open(TimeZoneInfo.Utc))
        {
            store.NoteSeen(MichaelJackson, new DateTimeOffset(2026, 5, 4, 3, 2, 1, TimeSpan.Zero));
            await store.FlushAsync(default);
            Assert.True(await store.TryAddAsync(Principals.NewClient("late"), default));
        }

        string[] lines = _directory.Read("clients.txt").Split('\n');
        Assert.Equal(Vector.SeedClient[..^17] + "04/05/26_03:02:01", lines[0]);
        Assert.Contains(": late: ", lines[1]);
        Assert.Equal(["", ""], [lines[2], string.Concat(lines[3..])]);
    }

    [Theory]
    [InlineData("26/02/24_22:02:49", "2024-02-26T21:02:49Z")]
    [InlineData("26/07/24_22:02:49", "2024-07-26T20:02:49Z")]
    [InlineData("27/10/24_02:30:00", "2024-10-27T00:30:00Z")]
    [InlineData("31/03/24_02:30:00", "2024-03-31T01:30:00Z")]
    public async Task Times_are_local_to_the_kdc_and_a_skipped_one_locks_nobody_out(string text, string utc)
    {
        _directory.Write("clients.txt", Vector.SeedClient[..^17] + text + "\n");
        await using SeedFileStore store = Open(Zone);
        Assert.Equal(DateTimeOffset.Parse(utc), (await store.FindClientAsync(MichaelJackson, default))!.LastSeen);
    }

    [Fact]
    public async Task The_zone_is_the_clocks_unless_another_is_given()
    {
        await using (SeedFileStore store = SeedFileStore.Open(_directory.Path, new ClockIn(Zone), _ => { }))
            Assert.True(await store.TryAddAsync(Principals.NewClient("anne") with { LastSeen = new DateTimeOffset(2026, 7, 1, 12, 0, 0, TimeSpan.Zero) }, default));
        Assert.EndsWith(" 01/07/26_14:00:00\n", _directory.Read("clients.txt"));
    }

    public void Dispose() => _directory.Dispose();

    private SeedFileStore Open(TimeZoneInfo zone) => SeedFileStore.Open(_directory.Path, TimeProvider.System, _ => { }, zone);

    private sealed class ClockIn(TimeZoneInfo zone) : TimeProvider
    {
        public override TimeZoneInfo LocalTimeZone => zone;
    }
}
