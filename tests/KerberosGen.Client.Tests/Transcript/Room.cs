using KerberosGen.Clients;
using KerberosGen.Packets;

namespace KerberosGen.Client.Tests;

/// <summary>A room as its events tell it, and a window of alice's.</summary>
internal sealed class Room
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
    public static readonly PrincipalId Alice = IdOf(1), Bob = IdOf(2), Carol = IdOf(3);

    private ulong _sequence;

    public Room(TranscriptOptions? options = null) => Transcript = new Transcript(options ?? Options);

    public static TranscriptOptions Options { get; } = new() { OwnId = Alice, OwnName = "alice", TimeZone = TimeZoneInfo.Utc };

    public Transcript Transcript { get; }

    public DateTimeOffset Now { get; set; } = Noon;

    public static PrincipalId IdOf(byte number)
    {
        byte[] bytes = new byte[16];
        bytes[15] = number;
        return new PrincipalId(bytes);
    }

    public Room Says(PrincipalId client, string name, string text) => Add(new MessageReceived(++_sequence, Now, client, name, text));

    public Room Joins(PrincipalId client, string name) => Add(new MemberJoined(++_sequence, Now, client, name));

    public Room Leaves(PrincipalId client, string name) => Add(new MemberLeft(++_sequence, Now, client, name));

    public Room Notes(string text, bool isPrivate = false) => Add(new RoomNotice(isPrivate ? 0 : ++_sequence, Now, default, text));

    public Room Add(ChatEvent happened)
    {
        Transcript.Add(happened);
        return this;
    }

    public Room After(TimeSpan time)
    {
        Now += time;
        return this;
    }

    /// <summary>All rows, as text.</summary>
    public string[] Rows(int width = 80) => [.. AllRows(Transcript, width).Select(static row => row.ToString())];

    /// <summary>All rows but the day's, as text.</summary>
    public string[] Said(int width = 80) =>
        [.. AllRows(Transcript, width).Where(static row => row.Pieces.All(static piece => piece.Style != RowStyle.Day)).Select(static row => row.ToString())];

    public StyledText[] Pieces() => [.. AllRows(Transcript, 200).SelectMany(static row => row.Pieces)];

    public static IReadOnlyList<TranscriptRow> AllRows(Transcript transcript, int width) => new TranscriptView(transcript).Rows(width, int.MaxValue / 2);
}
