namespace KerberosGen.Protocol.Tests.Rooms;

/// <summary>A room, and beside it a list of what must have happened in it. Nobody's clock moves while commands are held back.</summary>
internal sealed class RoomModel
{
    private const int Quiet = 3;

    private readonly int _history;
    private readonly List<(string Text, DateTimeOffset Time)> _happened = [];
    private readonly List<RoomModelMember> _everyone = [];
    private readonly List<RoomModelMember> _present = [];
    private readonly List<RoomModelMember> _quiet = [];
    private RoomUnderTest _room;
    private RoomModelMember[] _presentKept = [];
    private int _kept;
    private int _firstHeld;

    public RoomModel(int history)
    {
        _history = history;
        _room = new RoomUnderTest(history: history);
        AdmitQuietOnes();
    }

    /// <summary>Does one of the things that can happen to a room.</summary>
    public void Do(byte kind, byte choice)
    {
        switch (kind % 10)
        {
            case 0 or 1 when _quiet.Count > 0:
                Subscribe(choice);
                break;
            case 2 when _present.Count > 0:
                Say(_present[choice % _present.Count]);
                break;
            case 3 when _quiet.Count > 0:
                Say(_quiet[choice % _quiet.Count]);
                break;
            case 4 when _present.Count > 0:
                Ask(_present[choice % _present.Count], choice);
                break;
            case 5 when _present.Count > 0:
                Leave(_present[choice % _present.Count], isCut: choice % 2 == 0);
                break;
            case 6 when _everyone.Count > 0:
                _everyone[choice % _everyone.Count].TakeSome(choice * 8);
                break;
            case 7:
                HoldOrCommit();
                break;
            case 8:
                Restart();
                break;
            case 9:
                Pass(choice % 4 == 0 ? TimeSpan.FromHours(choice % 30) : TimeSpan.FromSeconds(choice));
                break;
        }
    }

    /// <summary>Checks everyone against the list, and what is kept.</summary>
    public void AssertLaws()
    {
        Commit();
        _room.Host.Post(RoomCommand.Tidy());
        AdmitQuietOnes();
        Assert.Equal(_present.Select(static m => m.Id), _quiet[0].WhoIsHere());
        foreach (RoomModelMember member in _everyone)
            member.AssertHeard(Expected(member, _happened.Count));
        RoomMemory kept = _room.Store.Kept;
        Assert.Equal((ulong)_happened.Count, kept.LastSequence);
        Assert.Equal(Enumerable.Range(_firstHeld, _happened.Count - _firstHeld).Select(Line), kept.Events.Select(RoomModelMember.LineOf));
        Assert.Equal(Enumerable.Range(0, _room.Observer.Events.Count).Select(i => Line(_happened.Count - _room.Observer.Events.Count + i)), _room.Observer.Events.Select(RoomModelMember.LineOf));
    }

    private void Subscribe(byte choice)
    {
        RoomModelMember member = _quiet[0];
        _quiet.RemoveAt(0);
        ulong since = (choice % 4) switch
        {
            0 => 0,
            1 => ulong.MaxValue,
            2 => (ulong)(choice % (_happened.Count + 1)),
            _ => (ulong)(_happened.Count + choice),
        };
        member.Subscribe(since, _happened.Count, FirstHeldAt(_happened.Count));
        _present.Add(member);
        Happen($"Joined {member.Name}");
        if (!_room.Host.IsHolding)
        {
            Commit();
            AdmitQuietOnes();
        }
    }

    private void Say(RoomModelMember member)
    {
        string text = $"{member.Name}: {_happened.Count}";
        member.Say(text);
        Happen($"Message {text}");
        if (!_room.Host.IsHolding)
            Commit();
    }

    private static void Ask(RoomModelMember member, byte choice)
    {
        if (choice % 3 == 0)
            member.AskWhoIsHere();
        else
            member.AskWhatIsRefused((ushort)(1040 + choice));
    }

    private void Leave(RoomModelMember member, bool isCut)
    {
        member.Leave(isCut, _happened.Count);
        _present.Remove(member);
        Happen($"Left {member.Name}");
        if (!_room.Host.IsHolding)
            Commit();
    }

    private void HoldOrCommit()
    {
        if (_room.Host.IsHolding)
            Commit();
        else
            _room.Host.IsHolding = true;
    }

    // The process is killed: what was held back is gone, and so is everyone.
    private void Restart()
    {
        _happened.RemoveRange(_kept, _happened.Count - _kept);
        foreach (RoomModelMember member in _everyone)
            member.Kill(_kept);
        _present.Clear();
        _quiet.Clear();
        foreach (RoomModelMember member in _presentKept)
            Happen($"Left {member.Name}");
        _room = _room.Restart();
        Commit();
        AdmitQuietOnes();
    }

    private void Pass(TimeSpan time)
    {
        Commit();
        _room.Clock.Advance(time);
        _room.Host.Post(RoomCommand.Tidy());
        Commit();
    }

    private void Happen(string text) => _happened.Add((text, _room.Clock.GetUtcNow()));

    private void Commit()
    {
        if (_room.Host.IsHolding)
            _room.Host.Commit();
        _kept = _happened.Count;
        _firstHeld = FirstHeldAt(_kept);
        _presentKept = [.. _present];
    }

    private void AdmitQuietOnes()
    {
        while (_quiet.Count < Quiet)
        {
            var member = new RoomModelMember(_room, $"member {_everyone.Count}");
            _quiet.Add(member);
            _everyone.Add(member);
        }
    }

    /// <summary>How many events are held no more once so many have happened.</summary>
    private int FirstHeldAt(int count)
    {
        int first = Math.Max(_firstHeld, count - _history);
        DateTimeOffset oldest = _room.Clock.GetUtcNow() - _room.Options.HistoryAge;
        while (first < count && _happened[first].Time < oldest)
            first++;
        return first;
    }

    private IEnumerable<string> Expected(RoomModelMember member, int count)
    {
        if (member.Since is not { } since)
            yield break;
        if (since > 0 && since < (ulong)member.FirstHeld)
            yield return $"0 Notice Events {since + 1} to {member.FirstHeld} are no longer held.";
        int first = since >= (ulong)member.HappenedBefore ? member.HappenedBefore : Math.Max((int)since, member.FirstHeld);
        for (int at = first; at < Math.Min(count, member.HeardUpTo ?? count); at++)
            yield return Line(at);
    }

    private string Line(int at) => $"{at + 1} {_happened[at].Text}";
}
