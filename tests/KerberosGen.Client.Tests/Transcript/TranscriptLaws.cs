using System.Globalization;
using System.Text;
using FsCheck.Xunit;
using KerberosGen.Clients;
using KerberosGen.Packets;

namespace KerberosGen.Client.Tests;

[Properties(Arbitrary = [typeof(WildText)], MaxTest = 200)]
public sealed class TranscriptLaws
{
    private const int Widest = 200;

    [Property]
    public void No_row_is_wider_than_the_window_or_drives_the_terminal(WildText name, WildText text, ushort width)
    {
        Room room = AllThatHappens(name.Value, text.Value);
        int columns = 1 + (width % Widest);
        Assert.All(Room.AllRows(room.Transcript, columns), row =>
        {
            Assert.InRange(row.Columns, 0, columns);
            Assert.InRange(DisplayColumns.Of(row.ToString()), 0, columns);
            Assert.All(row.ToString().EnumerateRunes(), static rune => Assert.False(DrivesTerminal(rune), $"U+{rune.Value:X4}"));
        });
    }

    [Property]
    public void All_that_somebody_says_is_in_the_rows(WildText name, WildText text, ushort width)
    {
        Room room = new Room().Says(Room.Bob, name.Value, text.Value);
        bool isAction = text.Value.StartsWith("/me ", StringComparison.Ordinal) && text.Value.Trim().Length > 3;
        string shownName = ShownText.Of(name.Value);
        string said = isAction ? $"12:00*{shownName}{ShownText.Of(text.Value[4..])}" : $"12:00{shownName}{(shownName.Length == 0 ? "" : ":")}{ShownText.Of(text.Value)}";
        Assert.Equal(WithoutBlanks(said), WithoutBlanks(string.Concat(room.Said(2 + (width % Widest)))));
    }

    [Property]
    public void An_escape_is_never_broken_where_a_row_has_room_for_it(byte before, byte between, byte width)
    {
        string text = $"{new string('x', before)}\u202e{new string('y', between)}\U000e0041";
        string[] rows = new Room().Says(Room.Bob, "bob", text).Said(20 + (width % Widest));
        Assert.Single(rows, static row => row.Contains("\\u202e", StringComparison.Ordinal));
        Assert.Single(rows, static row => row.Contains("\\U000e0041", StringComparison.Ordinal));
    }

    [Property]
    public void A_shown_text_is_shown_so_and_each_of_its_clusters_takes_room(WildText text)
    {
        string shown = ShownText.Of(text.Value);
        TextElementEnumerator clusters = StringInfo.GetTextElementEnumerator(shown);
        while (clusters.MoveNext())
            Assert.InRange(DisplayColumns.OfCluster(clusters.GetTextElement()), 1, 2);
    }

    [Property]
    public void Rows_that_were_drawn_on_the_way_are_those_that_are_drawn_at_once(int seed)
    {
        var random = new Random(seed);
        TranscriptOptions options = Room.Options with { Capacity = random.Next(2, 40), LastRead = (ulong)random.Next(0, 20) };
        Room drawn = new(options), scratch = new(options);
        foreach (Action<Room> step in Steps(random, 60))
        {
            step(drawn);
            step(scratch);
            new TranscriptView(drawn.Transcript).Rows(random.Next(1, 50), random.Next(1, 30));
        }

        int width = random.Next(1, 60);
        Assert.Equal(scratch.Rows(width), drawn.Rows(width));
    }

    [Property]
    public void A_view_shows_the_same_when_its_old_size_comes_back(int seed)
    {
        var random = new Random(seed);
        var room = new Room();
        foreach (Action<Room> step in Steps(random, 60))
            step(room);
        var view = new TranscriptView(room.Transcript);
        (int width, int height) = (random.Next(1, 60), random.Next(1, 30));
        view.Scroll(random.Next(0, 80), width, height);
        IReadOnlyList<TranscriptRow> before = view.Rows(width, height);
        view.Rows(random.Next(1, 200), random.Next(1, 50));
        Assert.Equal(before.Select(static row => row.ToString()), view.Rows(width, height).Select(static row => row.ToString()));
        string[] all = room.Rows(width);
        Assert.Equal(Math.Min(height, all.Length), before.Count);
    }

    [Property]
    public void Folding_loses_nobody(byte[] moves)
    {
        var room = new Room();
        foreach (byte move in moves)
        {
            PrincipalId client = Room.IdOf((byte)(move % 7));
            _ = move % 2 == 0 ? room.Joins(client, $"name{move % 7}") : room.Leaves(client, $"name{move % 7}");
        }

        var told = new List<string>();
        foreach (string row in room.Said(100_000))
        {
            foreach (string run in row["12:00 * ".Length..].Split("; "))
            {
                string verb = run[(run.LastIndexOf(' ') + 1)..];
                foreach (string name in run[..^(verb.Length + 1)].Split(", "))
                {
                    string[] parts = name.Split(" (");
                    int times = parts.Length == 1 ? 1 : int.Parse(parts[1].Split(' ')[0], CultureInfo.InvariantCulture);
                    told.AddRange(Enumerable.Repeat($"{parts[0]} {verb}", times));
                }
            }
        }

        Assert.Equal(
            moves.Select(static move => $"name{move % 7} {(move % 2 == 0 ? "joined" : "left")}").Order(StringComparer.Ordinal),
            told.Order(StringComparer.Ordinal));
    }

    [Property]
    public void Messages_stand_in_the_room_s_order_and_each_of_one_s_own_once(int seed)
    {
        var random = new Random(seed);
        var room = new Room();
        var onTheirWay = new Queue<(PendingMessage Message, string Text)>();
        var toAcknowledge = new Queue<PendingMessage>();
        var told = new List<string>();
        for (int i = 0; i < 40; i++)
        {
            switch (random.Next(4))
            {
                case 0:
                    string text = $"mine {random.Next(3)}";
                    onTheirWay.Enqueue((room.Transcript.Send(text, Room.Noon), text));
                    break;
                case 1 when onTheirWay.TryDequeue(out (PendingMessage Message, string Text) sent):
                    room.Says(Room.Alice, "alice", sent.Text);
                    told.Add($"12:00 alice: {sent.Text}");
                    toAcknowledge.Enqueue(sent.Message);
                    break;
                case 2 when toAcknowledge.TryDequeue(out PendingMessage? message):
                    room.Transcript.Acknowledge(message);
                    break;
                default:
                    room.Says(Room.Bob, "bob", $"{i}");
                    told.Add($"12:00 bob: {i}");
                    break;
            }
        }

        Assert.Equal([.. told, .. onTheirWay.Select(static sent => $"12:00 alice: {sent.Text}")], room.Said());
    }

    private static Room AllThatHappens(string name, string text)
    {
        Room room = new Room(Room.Options with { LastRead = 0, OwnName = name }).Joins(Room.Bob, name).Says(Room.Bob, name, text).Says(Room.Carol, text, name).Leaves(Room.Bob, name).Notes(text).Notes(text, isPrivate: true)
            .Add(new ConnectionLost(Room.Noon, text, TimeSpan.FromSeconds(3))).Add(new ConnectionRestored(Room.Noon));
        room.Transcript.Say([text], Room.Noon);
        room.Transcript.Send(text, Room.Noon);
        room.Transcript.Fail(room.Transcript.Send(text, Room.Noon), text);
        return room;
    }

    private static IEnumerable<Action<Room>> Steps(Random random, int count)
    {
        for (int i = 0; i < count; i++)
        {
            PrincipalId client = Room.IdOf((byte)random.Next(1, 4));
            string text = string.Join(' ', Enumerable.Range(0, random.Next(1, 20)).Select(_ => random.Next(3) == 0 ? "漢字" : $"word{random.Next(100)}"));
            var pause = TimeSpan.FromMinutes(random.Next(200));
            switch (random.Next(7))
            {
                case 0:
                    yield return room => room.After(pause).Joins(client, "somebody");
                    break;
                case 1:
                    yield return room => room.Leaves(client, "somebody");
                    break;
                case 2:
                    yield return static room => room.Transcript.MarkUnread();
                    break;
                case 3:
                    yield return room => room.Transcript.Send(text, room.Now);
                    break;
                case 4:
                    yield return static room => room.Add(new ConnectionLost(room.Now, "It was cut.", TimeSpan.FromSeconds(1)));
                    break;
                default:
                    yield return room => room.Says(client, "somebody", text);
                    break;
            }
        }
    }

    private static bool DrivesTerminal(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate
        || rune.Value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) or 0x200E or 0x200F or 0x061C or (>= 0xE0000 and <= 0xE0FFF);

    private static string WithoutBlanks(string text) => text.Replace(" ", "", StringComparison.Ordinal);
}
