using KerberosGen.Packets;
using KerberosGen.Storage;

namespace KerberosGen.Client;

/// <summary>
/// Up to where a room was read, kept in a directory for the next window. That it cannot be read or written disturbs nobody:
/// only the unread marker is missing then.
/// </summary>
internal sealed class LastRead
{
    private readonly string _directory;
    private readonly PrincipalId _room;
    private ulong _saved;

    private LastRead(string directory, PrincipalId room, ulong? atStart)
    {
        _directory = directory;
        _room = room;
        AtStart = atStart;
        _saved = atStart ?? 0;
    }

    /// <summary>The last event that was read before, by its number in the room; null in a room that is new here.</summary>
    public ulong? AtStart { get; }

    /// <summary>Looks up a room.</summary>
    /// <param name="directory">The client's directory.</param>
    /// <param name="room">The room's id.</param>
    public static LastRead Open(string directory, PrincipalId room)
    {
        ulong? atStart = null;
        try
        {
            atStart = LastReadFile.Find(directory, room);
        }
        catch (Exception e) when (e is FileFormatException or IOException or UnauthorizedAccessException)
        {
            // What cannot be understood is written anew.
        }

        return new LastRead(directory, room, atStart);
    }

    /// <summary>Keeps up to where the room was read. It may wait for another process: call it beside the window's thread.</summary>
    /// <param name="lastRead">The last event that was read; 0 for none.</param>
    /// <param name="lastKnown">The last event that the room has told.</param>
    public void Save(ulong lastRead, ulong lastKnown)
    {
        // A room whose numbers are lower than they were has begun anew, and so does the count; otherwise a second window may have read on.
        bool hasBegunAnew = lastKnown < AtStart;
        if (lastRead == 0 || lastRead == _saved)
            return;
        try
        {
            LastReadFile.Put(_directory, _room, lastRead, isLowered: hasBegunAnew);
            _saved = lastRead;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The next one may succeed.
        }
    }
}
