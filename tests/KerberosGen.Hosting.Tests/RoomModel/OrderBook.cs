using System.Text;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Hosting.Tests.RoomModel;

/// <summary>
/// What all seats together have seen of a room's order, and what was said; the laws that hold between the two. Whatever breaks
/// one is kept until somebody asks. Any thread may use it.
/// </summary>
internal sealed class OrderBook
{
    private readonly Lock _gate = new();
    private readonly List<RoomEventRecord?> _events = [];
    private readonly List<Statement> _statements = [];
    private readonly List<string> _violations = [];
    private long _moment;

    /// <summary>The last sequence number that anyone has seen.</summary>
    public ulong Last
    {
        get
        {
            lock (_gate)
                return (ulong)_events.Count;
        }
    }

    /// <summary>True if a law was broken.</summary>
    public bool IsBroken
    {
        get
        {
            lock (_gate)
                return _violations.Count > 0;
        }
    }

    /// <summary>The next moment.</summary>
    public long Now() => Interlocked.Increment(ref _moment);

    public void Violate(string violation)
    {
        lock (_gate)
            _violations.Add(violation);
    }

    /// <summary>Fails if a law was broken.</summary>
    public void ThrowIfBroken()
    {
        lock (_gate)
        {
            if (_violations.Count > 0)
                throw new LawBrokenException(string.Join("; ", _violations.Distinct().Take(3)));
        }
    }

    public Statement Say(string text, PrincipalId client)
    {
        var statement = new Statement(text, client, Now());
        lock (_gate)
            _statements.Add(statement);
        return statement;
    }

    /// <summary>Somebody has seen an event: whoever sees the same number must see the same event.</summary>
    public void Record(string who, RoomEventRecord happened)
    {
        lock (_gate)
        {
            int index = (int)happened.Sequence - 1;
            while (_events.Count <= index)
                _events.Add(null);
            if (_events[index] is not { } known)
                _events[index] = happened;
            else if (!AreSame(known, happened))
                _violations.Add($"two orders: {who} saw {Show(happened)}, others {Show(known)}");
        }
    }

    /// <summary>The place of the last notice with these words in it; 0 if there is none.</summary>
    public ulong FindLastNotice(string words)
    {
        lock (_gate)
            return _events.FindLast(e => e is { Kind: EventKind.Notice } && Text(e).Contains(words, StringComparison.Ordinal))?.Sequence ?? 0;
    }

    /// <summary>The place of a statement; 0 if it was not seen yet.</summary>
    public ulong Find(Statement statement)
    {
        lock (_gate)
            return _events.FindLast(e => e is { Kind: EventKind.Message } && Text(e) == statement.Text)?.Sequence ?? 0;
    }

    /// <summary>Joined events of a client without a left event.</summary>
    public int Balance(PrincipalId client)
    {
        lock (_gate)
        {
            return _events.Sum(e => e is null || e.ClientId != client ? 0
                : e.Kind == EventKind.Joined ? 1
                : e.Kind == EventKind.Left ? -1 : 0);
        }
    }

    /// <summary>
    /// Checks what was said against what was seen. The order must have been followed to its end: then each message that was
    /// acknowledged is there, once, under its sender's id; each that was refused is not; one that was never answered is there at
    /// most once; and what was acknowledged before another was sent comes before it.
    /// </summary>
    public void CheckStatements()
    {
        lock (_gate)
        {
            int hole = _events.IndexOf(null);
            if (hole >= 0)
                _violations.Add($"nobody saw event {hole + 1}, but {_events.Count} is there");
            ILookup<string, RoomEventRecord> messages = _events.OfType<RoomEventRecord>().Where(static e => e.Kind == EventKind.Message).ToLookup(Text);
            foreach (Statement statement in _statements)
                Check(statement, [.. messages[statement.Text]]);
            CheckMoments();
            CheckBalances();
        }

        ThrowIfBroken();
    }

    private static string Text(RoomEventRecord happened) => Encoding.UTF8.GetString(happened.Content.Span);

    private static string Show(RoomEventRecord happened)
    {
        string text = Text(happened);
        return $"{happened.Sequence} {happened.Kind} '{(text.Length > 30 ? text[..30] : text)}'";
    }

    // On the wire times are to the millisecond.
    private static bool AreSame(RoomEventRecord one, RoomEventRecord other) =>
        one.Time.ToUnixTimeMilliseconds() == other.Time.ToUnixTimeMilliseconds() && one.Kind == other.Kind && one.ClientId == other.ClientId && one.Content.Span.SequenceEqual(other.Content.Span);

    private void Check(Statement statement, RoomEventRecord[] places)
    {
        if (places.Length > 1)
            _violations.Add($"'{statement}' is in the order {places.Length} times");
        if (statement.IsAcked && places.Length == 0)
            _violations.Add($"'{statement}' was acknowledged and is lost");
        if (statement.IsRefused && places.Length > 0)
            _violations.Add($"'{statement}' was refused and is in the order at {places[0].Sequence}");
        if (places.Any(place => place.ClientId != statement.Client))
            _violations.Add($"'{statement}' is under another client's id");
    }

    private void CheckMoments()
    {
        Dictionary<string, Statement> byText = _statements.ToDictionary(static s => s.Text);
        Statement? latest = null;
        foreach (RoomEventRecord happened in _events.OfType<RoomEventRecord>().Where(static e => e.Kind == EventKind.Message))
        {
            if (!byText.TryGetValue(Text(happened), out Statement? statement))
            {
                _violations.Add($"nobody said {Show(happened)}");
                continue;
            }

            if (latest is not null && statement.AckedAt < latest.SentAt)
                _violations.Add($"'{statement}' was acknowledged before '{latest}' was sent, and comes after it");
            if (latest is null || statement.SentAt > latest.SentAt)
                latest = statement;
        }
    }

    private void CheckBalances()
    {
        var balances = new Dictionary<PrincipalId, int>();
        foreach (RoomEventRecord happened in _events.OfType<RoomEventRecord>().Where(static e => e.Kind is EventKind.Joined or EventKind.Left))
        {
            int balance = balances[happened.ClientId] = balances.GetValueOrDefault(happened.ClientId) + (happened.Kind == EventKind.Joined ? 1 : -1);
            if (balance < 0)
                _violations.Add($"{Show(happened)} has no joined event");
        }
    }
}
