using System.Globalization;
using KerberosGen.Clients;
using KerberosGen.Packets;

namespace KerberosGen.Client;

/// <summary>Those who came and went one after another, in one line: <c>alice, bob joined; carol left</c>.</summary>
/// <param name="first">When the first of them did.</param>
internal sealed class PresenceFold(DateTimeOffset first)
{
    /// <summary>Events of one line: each makes the line anew.</summary>
    private const int MaxEvents = 50;

    /// <summary>A line bears the time of its first event, and must not mislead about the last.</summary>
    private static readonly TimeSpan MaxLength = TimeSpan.FromHours(1);

    private readonly List<Move> _moves = [];
    private int _events;

    /// <summary>When the first of them did.</summary>
    public DateTimeOffset First => first;

    /// <summary>True if an event at this time still belongs here.</summary>
    public bool Takes(DateTimeOffset time) => _events < MaxEvents && (time - first).Duration() < MaxLength;

    /// <summary>Takes an event in.</summary>
    public void Add(RoomHappening happened)
    {
        _events++;
        (string name, bool isJoin) = happened is MemberJoined joined ? (joined.Name, true) : (((MemberLeft)happened).Name, false);
        int run = _moves.FindLastIndex(move => move.IsJoin != isJoin) + 1;
        int same = _moves.FindIndex(run, move => move.Client == happened.ClientId && move.Name == name);
        if (same < 0)
            _moves.Add(new Move(happened.ClientId, name, isJoin, 1));
        else
            _moves[same] = _moves[same] with { Times = _moves[same].Times + 1 };
    }

    /// <summary>Names in their colours, and what they did.</summary>
    public IReadOnlyList<StyledText> Words(EntryLines lines)
    {
        var words = new List<StyledText>();
        for (int at = 0; at < _moves.Count; at++)
        {
            Move move = _moves[at];
            words.Add(lines.NameOf(move.Client, move.Name));
            string times = move.Times > 1 ? string.Create(CultureInfo.InvariantCulture, $" ({move.Times} times)") : "";
            bool endsRun = at + 1 == _moves.Count || _moves[at + 1].IsJoin != move.IsJoin;
            string verb = !endsRun ? ", " : (move.IsJoin ? " joined" : " left") + (at + 1 < _moves.Count ? "; " : "");
            words.Add(new StyledText(times + verb, RowStyle.Presence));
        }

        return words;
    }

    private sealed record Move(PrincipalId Client, string Name, bool IsJoin, int Times);
}
