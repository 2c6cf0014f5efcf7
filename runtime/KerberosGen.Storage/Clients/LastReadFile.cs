using System.Text.Json.Nodes;
using KerberosGen.Packets;

namespace KerberosGen.Storage;

/// <summary>
/// last_read.json: up to where a client has read each room. Any number of processes may use it at once: none loses what
/// another has read.
/// </summary>
public static class LastReadFile
{
    /// <summary>The file's name.</summary>
    public const string FileName = "last_read.json";

    private const string RoomField = "server_id";
    private const string SequenceField = "sequence";

    /// <summary>Finds the last event that was read in a room, by its number; null if none was.</summary>
    /// <param name="directory">The client's directory.</param>
    /// <param name="room">The room's id.</param>
    /// <exception cref="FileFormatException">The file makes no sense.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static ulong? Find(string directory, PrincipalId room)
    {
        JsonRow? row = JsonRows.Read(Path.Combine(directory, FileName)).Find(row => row.Id(RoomField) == room);
        return row is null ? null : (ulong)row.Count(SequenceField);
    }

    /// <summary>Keeps the last event that was read in a room. What makes no sense in the file is dropped: it is only about what was read.</summary>
    /// <param name="directory">The client's directory.</param>
    /// <param name="room">The room's id.</param>
    /// <param name="sequence">The event's number in the room, at most 2^63-1.</param>
    /// <param name="isLowered">True if a greater number that is there is no longer right: the room has begun anew.</param>
    /// <exception cref="IOException">It could not be written; the old file is whole.</exception>
    public static void Put(string directory, PrincipalId room, ulong sequence, bool isLowered)
    {
        string path = Path.Combine(directory, FileName);
        using (ClientFilesLock.Take(directory))
        {
            Dictionary<PrincipalId, JsonRow> rows = ReadSound(path);
            rows.TryGetValue(room, out JsonRow? earlier);
            if (earlier is not null && !isLowered && (ulong)earlier.Count(SequenceField) >= sequence)
                return;
            JsonObject[] others = [.. rows.Where(row => row.Key != room).Select(static row => row.Value.Fields)];
            JsonRows.Write(path, [.. others, JsonRows.Merge(earlier?.Fields, (RoomField, room.ToString()), (SequenceField, (long)Math.Min(sequence, long.MaxValue)))]);
        }
    }

    private static Dictionary<PrincipalId, JsonRow> ReadSound(string path)
    {
        var rows = new Dictionary<PrincipalId, JsonRow>();
        try
        {
            foreach (JsonRow row in JsonRows.Read(path))
            {
                _ = row.Count(SequenceField);
                rows[row.Id(RoomField)] = row;
            }
        }
        catch (FileFormatException)
        {
            rows.Clear();
        }

        return rows;
    }
}
