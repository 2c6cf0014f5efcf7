using System.Text;
using KerberosGen.Crypto;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Storage.Tests.Kdc;

public sealed class ClientTableTests
{
    /// <summary>Twice as many as are kept as objects.</summary>
    private const int Clients = 20_000;

    [Fact]
    public async Task Whoever_finds_clients_that_change_and_go_finds_each_whole_or_not_at_all()
    {
        ClientTable table = Fill();
        using var done = new CancellationTokenSource();
        Task[] readers = [.. Enumerable.Range(0, 3).Select(reader => Task.Run(() =>
        {
            var random = new Random(reader);
            while (!done.IsCancellationRequested)
            {
                int number = random.Next(Clients);
                table.NoteSeen(IdOf(number), DateTimeOffset.UnixEpoch);
                if (table.Find(IdOf(number)) is not { } found)
                    continue;
                Assert.Equal(IdOf(number), found.Id);
                Assert.Equal($"client {number}", found.Name.ToString());
                Assert.False(found.Key.Bytes.ContainsAnyExcept(found.Key.Bytes[0]));
                Assert.NotEqual(0, found.Key.Bytes[0]);
            }
        }))];
        for (int number = 0; number < Clients; number += 2)
        {
            Assert.True(table.TryRead(IdOf(number), out int row, out ClientPrincipal? before));
            table.Change(row, before.LastSeen, before with { Key = KeyOf((byte)(1 + (number % 255))) });
            Assert.True(table.TryRead(IdOf(number + 1), out row, out _));
            table.Remove(row);
            Assert.Null(table.Find(IdOf(number + 1)));
        }

        await done.CancelAsync();
        await Task.WhenAll(readers);
        for (int number = 0; number < Clients; number++)
            Assert.Equal(number % 2 == 0 ? KeyOf((byte)(1 + (number % 255))) : null, table.Find(IdOf(number))?.Key);
    }

    [Fact]
    public void A_request_that_was_noted_while_a_change_was_written_is_kept()
    {
        ClientTable table = Fill();
        Assert.True(table.TryRead(IdOf(7), out int row, out ClientPrincipal? before));
        table.NoteSeen(before.Id, DateTimeOffset.UnixEpoch.AddYears(60));
        table.Change(row, before.LastSeen, before with { IsDisabled = true });
        Assert.Equal(before with { IsDisabled = true, LastSeen = DateTimeOffset.UnixEpoch.AddYears(60) }, table.Find(before.Name));
    }

    [Fact]
    public void Keys_are_cleared_when_their_client_goes_and_when_the_table_does()
    {
        var page = new ClientPage();
        page.Add(IdOf(1).Bytes, "anne"u8, KeyOf(1).Bytes, DateTimeOffset.UnixEpoch);
        page.Add(IdOf(2).Bytes, "bob"u8, KeyOf(2).Bytes, DateTimeOffset.UnixEpoch);
        KeyMaterial given = page.Read(0).Key;
        page.Remove(0);
        Assert.False(page.Key(0).ContainsAnyExcept((byte)0));
        Assert.Equal(KeyOf(2).Bytes, page.Key(1));
        page.ClearKeys();
        Assert.False(page.Key(1).ContainsAnyExcept((byte)0));
        Assert.Equal(KeyOf(1), given);
    }

    [Fact]
    public void A_table_that_was_cleared_finds_nobody_and_says_so()
    {
        ClientTable table = Fill();
        table.Find(IdOf(1));
        table.Clear();
        Assert.Throws<ObjectDisposedException>(() => table.Find(IdOf(1)));
        Assert.Throws<ObjectDisposedException>(() => table.Find(new PrincipalName("client 1")));
        Assert.False(table.NoteSeen(IdOf(1), DateTimeOffset.UnixEpoch));
    }

    private static ClientTable Fill()
    {
        var table = new ClientTable();
        byte[] key = [.. Enumerable.Repeat((byte)9, AesKey.Size)];
        for (int number = 0; number < Clients; number++)
            table.Add(IdOf(number).Bytes, Encoding.UTF8.GetBytes($"client {number}"), key, DateTimeOffset.UnixEpoch);
        return table;
    }

    private static PrincipalId IdOf(int number) => PrincipalId.Parse($"{number:x32}");

    private static KeyMaterial KeyOf(byte value) => new([.. Enumerable.Repeat(value, AesKey.Size)]);
}
