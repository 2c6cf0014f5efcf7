using System.Text.Json.Nodes;
using KerberosGen.Packets;
using KerberosGen.Room.Tests.Support;
using KerberosGen.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace KerberosGen.Room.Tests.Manager;

public sealed class RoomPoolTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("kerberosgen-pool-");
    private readonly FakeTimeProvider _clock = new();
    private readonly RecordedLog _log = new();

    private string FilePath => Path.Combine(_directory.FullName, ServicesPoolFile.FileName);

    [Fact]
    public void Of_a_thousand_tickets_the_last_is_written_once_in_a_while_and_at_the_end()
    {
        PooledRoom room = PooledRooms.Known("Printer 10");
        PooledRoom other = PooledRooms.Known("Printer 20", port: 9001);
        using (RoomPool pool = OpenPool(room, other))
        {
            string before = File.ReadAllText(FilePath);
            for (int i = 0; i < 1000; i++)
                pool.SawTicket(room.Id!.Value, IvOf(i));
            _clock.Advance(RoomPool.WriteInterval / 2);
            Assert.Equal(before, File.ReadAllText(FilePath));
            _clock.Advance(RoomPool.WriteInterval);
            Assert.Equal([IvOf(999), null], Kept());

            pool.SawTicket(other.Id!.Value, IvOf(7));
        }

        Assert.Equal([IvOf(999), IvOf(7)], Kept());
        Assert.Empty(_log.Lines);
    }

    [Fact]
    public void Where_no_ticket_came_nothing_is_written()
    {
        using RoomPool pool = OpenPool(PooledRooms.Known("Printer 10"));
        File.Delete(FilePath);
        _clock.Advance(10 * RoomPool.WriteInterval);
        Assert.False(File.Exists(FilePath));
    }

    [Fact]
    public void A_file_that_cannot_be_written_is_said_once_and_written_when_it_can()
    {
        PooledRoom room = PooledRooms.Known("Printer 10");
        using RoomPool pool = OpenPool(room);
        // What stands in the way of the file's name.
        File.Delete(FilePath);
        Directory.CreateDirectory(FilePath);
        PooledRoom registered = PooledRooms.Known("Printer 20", port: 9001);
        pool.PutWhenPossible(registered);
        pool.SawTicket(room.Id!.Value, IvOf(1));
        _clock.Advance(3 * RoomPool.WriteInterval);
        Assert.Equal(LogLevel.Error, Assert.Single(_log.Lines).Level);

        Directory.Delete(FilePath);
        pool.SawTicket(registered.Id!.Value, IvOf(2));
        _clock.Advance(RoomPool.WriteInterval);
        Assert.Equal([IvOf(1), IvOf(2)], Kept());
        Assert.Equal(LogLevel.Information, _log.Lines[^1].Level);
        Assert.Equal(2, _log.Lines.Count);
    }

    [Fact]
    public void What_an_administrator_added_to_an_entry_stays()
    {
        PooledRoom room = PooledRooms.Known("Printer 10");
        ServicesPoolFile.Open(_directory.FullName).Put(room);
        JsonArray rows = JsonNode.Parse(File.ReadAllText(FilePath))!.AsArray();
        rows[0]!["remark"] = "third floor";
        File.WriteAllText(FilePath, rows.ToJsonString());
        using (var pool = new RoomPool(ServicesPoolFile.Open(_directory.FullName), null, _log, _clock))
            pool.SawTicket(room.Id!.Value, IvOf(1));
        Assert.Equal("third floor", (string?)JsonNode.Parse(File.ReadAllText(FilePath))![0]!["remark"]);
    }

    public void Dispose() => _directory.Delete(recursive: true);

    private RoomPool OpenPool(params PooledRoom[] rooms)
    {
        ServicesPoolFile file = ServicesPoolFile.Open(_directory.FullName);
        file.Put(rooms);
        return new RoomPool(file, null, _log, _clock);
    }

    private IEnumerable<Iv?> Kept() => ServicesPoolFile.Open(_directory.FullName).Rooms.Select(static room => room.TicketIv);

    private static Iv IvOf(int number)
    {
        byte[] bytes = new byte[Iv.Size];
        BitConverter.TryWriteBytes(bytes, number);
        return new Iv(bytes);
    }
}
