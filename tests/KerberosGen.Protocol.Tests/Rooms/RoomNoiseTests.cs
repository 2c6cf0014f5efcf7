using FsCheck.Xunit;

namespace KerberosGen.Protocol.Tests.Rooms;

/// <summary>Whatever arrives, a room does not throw, gives one well-formed answer, and goes on for everyone else.</summary>
public sealed class RoomNoiseTests
{
    private static readonly ushort[] s_answers = [1604, 1605, 1607, 1609];
    private static readonly int[] s_sizes = [0, 16, 19, 20, 24, 26, 36, 42, 52, 265, 287, 289, 510];

    [Property(MaxTest = 500)]
    public void Any_bytes_before_a_ticket_are_refused(ushort code, byte version, byte[] payload)
    {
        RoomConnection connection = new RoomUnderTest().Connect();
        AssertRefused(connection, GivenRequest.Of(code, default, payload, version));
        Assert.False(connection.IsAdmitted);
    }

    [Property(MaxTest = 500)]
    public void Any_bytes_behind_a_known_code_before_a_ticket_are_refused(byte code, byte size, byte[] noise)
    {
        RoomConnection connection = new RoomUnderTest().Connect();
        AssertRefused(connection, GivenRequest.Of((ushort)(1024 + (code % 10)), default, Repeated(noise, s_sizes[size % s_sizes.Length])));
        Assert.False(connection.IsAdmitted);
    }

    [Property(MaxTest = 500)]
    public void Any_bytes_after_a_ticket_get_one_answer_and_the_others_go_on(byte code, byte size, byte[] noise, bool isOriginal)
    {
        var room = new RoomUnderTest();
        Member noisy = room.Admit(isOriginal ? WireLayout.Original : WireLayout.Documented);
        Member other = room.Admit(WireLayout.Documented);
        other.Subscribe(0, "other");
        byte[] payload = Repeated(noise, s_sizes[size % s_sizes.Length]);
        // A length that fits lets the noise reach the cipher: a message's stands first, a subscription's at 24.
        if (payload.Length > 26 && code % 10 == 5)
            BitConverter.TryWriteBytes(payload, payload.Length - 20);
        else if (payload.Length > 26)
            BitConverter.TryWriteBytes(payload.AsSpan(24), (ushort)(payload.Length - 26));
        AssertOneAnswer(noisy.Connection, GivenRequest.Of((ushort)(1024 + (code % 10)), noisy.Id, payload));
        other.Take();
        other.Say("other: hello");
        Assert.EndsWith("Message other: hello", Assert.Single(other.TakeEvents()), StringComparison.Ordinal);
    }

    [Property(MaxTest = 500)]
    public void A_good_request_with_bytes_altered_gets_one_answer(byte which, (ushort At, byte Value)[] changes, byte cut, bool isOriginal)
    {
        var room = new RoomUnderTest();
        WireLayout layout = isOriginal ? WireLayout.Original : WireLayout.Documented;
        Member member = room.Admit(layout);
        GivenRequest good = (which % 3) switch
        {
            0 => member.Message("alice: hello to everyone in here"),
            1 => member.Subscription(0, "alice"),
            _ => ForgedTicketRequest.Good(layout, room, member.Id).Make(),
        };
        byte[] payload = good.Payload[..^(cut % 4 == 0 ? cut % (good.Payload.Length + 1) : 0)];
        foreach ((ushort at, byte value) in changes)
        {
            if (payload.Length > 0)
                payload[at % payload.Length] = value;
        }

        AssertOneAnswer(which % 3 == 2 ? room.Connect() : member.Connection, good with { Payload = payload });
    }

    [Property(MaxTest = 1000)]
    public void Any_bytes_are_an_event_or_none(byte[] noise, ushort size)
    {
        Member member = new RoomUnderTest().Admit(WireLayout.Documented);
        byte[] payload = Repeated(noise, size % 200);
        // sequence 8, time 8, kind 1, client 16, IV 16, length 4
        if (payload.Length >= 53)
            BitConverter.TryWriteBytes(payload.AsSpan(49), payload.Length - 53);
        RoomEventRecord? opened = member.Client.OpenEvent(payload);
        Assert.True(opened is null || payload.Length >= 53 + 16);
    }

    [Property(MaxTest = 500)]
    public void An_event_with_bytes_altered_is_an_event_or_none((ushort At, byte Value)[] changes)
    {
        Member member = new RoomUnderTest().Admit(WireLayout.Documented);
        member.Subscribe(0, "alice");
        byte[] payload = member.Connection.Take()[^1].Payload;
        foreach ((ushort at, byte value) in changes)
            payload[at % payload.Length] = value;
        RoomEventRecord? opened = member.Client.OpenEvent(payload);
        Assert.True(opened is null || opened.Sequence == BitConverter.ToUInt64(payload));
    }

    private static void AssertRefused(RoomConnection connection, GivenRequest request)
    {
        connection.Send(request);
        ReceivedPacket answer = Assert.Single(connection.Take());
        Assert.Equal(1609, answer.Code);
        Assert.Single(connection.Refusals);
    }

    private static void AssertOneAnswer(RoomConnection connection, GivenRequest request)
    {
        int before = connection.Refusals.Count;
        Disposition disposition = connection.Send(request);
        IReadOnlyList<ReceivedPacket> packets = connection.Take();
        ReceivedPacket answer = Assert.Single(packets, static p => p.Code != 1606);
        Assert.Contains(answer.Code, s_answers);
        Assert.Equal(answer.Code == 1609 ? 1 : 0, connection.Refusals.Count - before);
        if (disposition == Disposition.Close)
            Assert.True(answer.Code is 1609 || request.Header.Code == 1032);
        // Events are pushed only where this very request subscribed.
        Assert.True(packets.Count == 1 || (request.Header.Code == 1030 && answer.Code == 1604));
    }

    private static byte[] Repeated(byte[] noise, int size) =>
        [.. Enumerable.Range(0, size).Select(i => noise.Length == 0 ? (byte)0 : noise[i % noise.Length])];
}
