using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using KerberosGen.Packets;
using KerberosGen.Protocol;
using Xunit.Abstractions;

namespace KerberosGen.Storage.Tests.Kdc;

/// <summary>
/// Many clients in the seed's files. With <c>KERBEROSGEN_LONG=1</c> a million, and what they cost is printed; otherwise
/// twelve thousand: more than are kept as objects.
/// </summary>
public sealed class ManyClientsTests(ITestOutputHelper output) : IDisposable
{
    private static readonly bool IsLong = Environment.GetEnvironmentVariable("KERBEROSGEN_LONG") == "1";

    private readonly WorkDirectory _directory = new();

    [Fact]
    public async Task Every_one_of_many_is_found_flushed_and_found_again()
    {
        foreach (int count in IsLong ? [0, 10_000, 1_000_000] : (int[])[0, 12_000])
            await TakeAsync(count);
    }

    public void Dispose() => _directory.Dispose();

    private static PrincipalId IdOf(int number) => new(SHA256.HashData(BitConverter.GetBytes(number)).AsSpan(0, PrincipalId.Size));

    private static string NameOf(int number) => string.Create(CultureInfo.InvariantCulture, $"client number {number}");

    private async Task TakeAsync(int count)
    {
        WriteFile(count);
        long heapBefore = GC.GetTotalMemory(forceFullCollection: true), residentBefore = Environment.WorkingSet;
        var watch = Stopwatch.StartNew();
        await using (SeedFileStore store = Open())
        {
            double opened = watch.Elapsed.TotalSeconds;
            long residentAfter = Environment.WorkingSet;
            long heap = GC.GetTotalMemory(forceFullCollection: true) - heapBefore;
            Say($"{count:N0} clients: opened in {opened:0.000} s; {heap / 1e6:0.0} MB of heap, {(residentAfter - residentBefore) / 1e6:0.0} MB resident while it read");
            watch.Restart();
            for (int number = 0; number < count; number++)
            {
                PrincipalId id = IdOf(number);
                ClientPrincipal client = (await store.FindClientAsync(id, default))!;
                if (client.Id != id || client.Key.Bytes[0] != (byte)number || client.Name.ToString() != NameOf(number))
                    Assert.Fail($"client {number} is another one");
            }

            Say($"  each of them found once: {watch.Elapsed.TotalSeconds:0.000} s");
            Assert.Equal(0, AllocatedByNoting(store, count));
            watch.Restart();
            Task flush = store.FlushAsync(default);
            double slowest = 0;
            int added = 0;
            do
            {
                var one = Stopwatch.StartNew();
                Assert.True(await store.TryAddAsync(Principals.NewClient($"late {count} {added++}"), default));
                slowest = Math.Max(slowest, one.Elapsed.TotalSeconds);
            }
            while (!flush.IsCompleted);
            await flush;
            Say($"  flushed in {watch.Elapsed.TotalSeconds:0.000} s; {added} registered meanwhile, the slowest in {slowest:0.000} s");
            watch.Restart();
            Assert.NotNull(await store.UpdateClientAsync((await store.FindClientAsync(new PrincipalName($"late {count} 0"), default))!.Id, client => client with { Key = KeyOf(1) }, default));
            Say($"  a key changed in {watch.Elapsed.TotalSeconds:0.000} s");
            if (count > 0)
                Assert.Equal(DateTimeOffset.UnixEpoch.AddYears(50), (await store.FindClientAsync(IdOf(count - 1), default))!.LastSeen);
        }

        await using SeedFileStore reopened = Open();
        Assert.NotNull(await reopened.FindClientAsync(new PrincipalName($"late {count} 0"), default));
        if (count > 0)
            Assert.Equal(NameOf(count - 1), (await reopened.FindClientAsync(IdOf(count - 1), default))!.Name.ToString());
    }

    private static long AllocatedByNoting(SeedFileStore store, int count)
    {
        PrincipalId[] ids = [.. Enumerable.Range(0, count).Select(IdOf)];
        store.NoteSeen(IdOf(0), DateTimeOffset.UnixEpoch);
        long before = GC.GetAllocatedBytesForCurrentThread();
        foreach (PrincipalId id in ids)
            store.NoteSeen(id, DateTimeOffset.UnixEpoch.AddYears(50));
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static Crypto.KeyMaterial KeyOf(byte value) => new([.. Enumerable.Repeat(value, AesKey.Size)]);

    private void WriteFile(int count)
    {
        var text = new StringBuilder();
        for (int number = 0; number < count; number++)
            text.Append(CultureInfo.InvariantCulture, $"{IdOf(number)}: {NameOf(number)}: {(byte)number:x2}{new string('5', 62)}: 26/02/24_22:02:49\n");
        _directory.Write("clients.txt", text.ToString());
    }

    private SeedFileStore Open() => SeedFileStore.Open(_directory.Path, TimeProvider.System, Assert.Fail, TimeZoneInfo.Utc);

    private void Say(FormattableString text) => output.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
