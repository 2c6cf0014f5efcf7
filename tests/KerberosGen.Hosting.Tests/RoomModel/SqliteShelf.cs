using KerberosGen.Databases;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Hosting.Tests.RoomModel;

/// <summary>A room's store in a file. After a crash the next one opens a copy of what lay there while the first was still open.</summary>
internal sealed class SqliteShelf : IRoomShelf
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("kerberosgen-room-");
    private readonly List<SqliteRoomStore> _opened = [];
    private DirectoryInfo _directory;

    public SqliteShelf() => _directory = _root.CreateSubdirectory("0");

    public IRoomStore Open(PrincipalId room)
    {
        SqliteRoomStore store = SqliteRoomStore.Open(_directory.FullName, room);
        _opened.Add(store);
        return store;
    }

    public void Crash()
    {
        DirectoryInfo left = _root.CreateSubdirectory($"{_opened.Count}");
        foreach (FileInfo file in _directory.EnumerateFiles())
        {
            // An index of the log, in memory that the processes share; it is made anew.
            if (file.Extension != ".db-shm")
                file.CopyTo(Path.Combine(left.FullName, file.Name));
        }

        _directory = left;
    }

    public void Dispose()
    {
        foreach (SqliteRoomStore store in _opened)
            store.Dispose();
        _root.Delete(recursive: true);
    }
}
