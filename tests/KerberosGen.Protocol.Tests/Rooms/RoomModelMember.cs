using System.Text;
using KerberosGen.Packets;

namespace KerberosGen.Protocol.Tests.Rooms;

/// <summary>One connection of a <see cref="RoomModel"/>: what it asked for, and what it was sent.</summary>
internal sealed class RoomModelMember(RoomUnderTest room, string name)
{
    private readonly Member _member = room.Admit(name.Length % 2 == 0 ? WireLayout.Documented : WireLayout.Original);
    private readonly List<ushort> _asked = [];
    private readonly List<ushort> _answered = [];

    public PrincipalId Id => _member.Id;

    public string Name { get; } = name;

    /// <summary>What it subscribed from; null if it did not.</summary>
    public ulong? Since { get; private set; }

    /// <summary>How many events had happened when it subscribed.</summary>
    public int HappenedBefore { get; private set; }

    /// <summary>How many of them were not held any more.</summary>
    public int FirstHeld { get; private set; }

    /// <summary>How many events had happened when it left, or its connection ended; null if it is still there.</summary>
    public int? HeardUpTo { get; private set; }

    public static string LineOf(RoomEventRecord happened) => $"{happened.Sequence} {happened.Kind} {Encoding.UTF8.GetString(happened.Content.Span)}";

    public void Subscribe(ulong since, int happenedBefore, int firstHeld)
    {
        (Since, HappenedBefore, FirstHeld) = (since, happenedBefore, firstHeld);
        Ask(_member.Subscription(since, Name), 1604);
    }

    public void Say(string text) => Ask(_member.Message(text), 1605);

    public void AskWhoIsHere() => Ask(GivenRequest.WrittenBy(_member.Client.WriteMembersRequest), 1607);

    public void AskWhatIsRefused(ushort code) => Ask(GivenRequest.Of(code, Id, [1, 2, 3]), 1609);

    /// <summary>Asks who is here, and answers it.</summary>
    public PrincipalId[] WhoIsHere()
    {
        Take();
        Assert.Equal(Disposition.KeepOpen, _member.Connection.Send(GivenRequest.WrittenBy(_member.Client.WriteMembersRequest)));
        byte[] payload = Assert.Single(_member.Connection.Take()).Payload;
        return [.. payload.Chunk(279).Select(static entry => new PrincipalId(entry.AsSpan(0, 16)))];
    }

    public void Leave(bool isCut, int happened)
    {
        HeardUpTo = happened;
        if (isCut)
            _member.Connection.Session.Dispose();
        else
            Ask(GivenRequest.WrittenBy(_member.Client.WriteLeave), 1604, Disposition.Close);
    }

    /// <summary>The room's process ends, and the connection with it.</summary>
    public void Kill(int happened) => HeardUpTo = Math.Min(HeardUpTo ?? happened, happened);

    /// <summary>Takes a little of what there is.</summary>
    public void TakeSome(int budget)
    {
        if (HeardUpTo is null)
            _member.Connection.TakeOnce(budget);
    }

    /// <summary>Takes everything, unless it has gone, and checks it: who is there has all of it, who has gone the beginning of it.</summary>
    public void AssertHeard(IEnumerable<string> expected)
    {
        if (HeardUpTo is null)
            Take();
        string[] heard = [.. _member.Events.Select(LineOf)];
        string[] all = [.. expected];
        if (HeardUpTo is null)
        {
            Assert.Equal(all, heard);
            Assert.Equal(_asked, _answered);
        }
        else
        {
            Assert.Equal(all.Take(heard.Length), heard);
            Assert.Equal(_asked.Take(_answered.Count), _answered);
        }
    }

    private void Ask(GivenRequest request, ushort answer, Disposition expected = Disposition.KeepOpen)
    {
        _asked.Add(answer);
        Assert.Equal(expected, _member.Connection.Send(request));
    }

    private void Take()
    {
        IReadOnlyList<ushort> codes = _member.Take();
        if (Since is not null && _answered.Count == 0 && codes.Count > 0)
            Assert.NotEqual(1606, codes[0]);
        _answered.AddRange(codes.Where(static code => code != 1606));
    }
}
