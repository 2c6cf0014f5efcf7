using FsCheck.Xunit;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Inspection.Sessions;
using Xunit;

namespace KerberosGen.Inspection.Tests.Sessions;

public sealed class SessionReaderTests
{
    private static readonly Dictionary<int, int> AnswersOf = new() { [1600] = 1024, [1602] = 1026, [1603] = 1027, [1604] = 1028, [1605] = 1029 };

    [Fact]
    public void In_the_recording_every_answer_answers_its_own_request_after_the_time_between_their_frames()
    {
        List<DecodedPacket> packets = Vector.DecodePcap(Vector.SessionPcap());
        Session session = SessionCapture.ReadPcap(Vector.SessionPcap());

        Assert.Equal(packets.Count, session.Steps.Count);
        Assert.All(session.Steps, static step => Assert.False(step.IsTrouble));
        List<SessionStep> answers = [.. session.Steps.Where(static s => s.Kind == StepKind.Answer)];
        Assert.Equal(24, answers.Count);
        Assert.All(answers, answer =>
        {
            DecodedPacket request = packets.Single(p => p.Number == answer.Answers);
            Assert.Equal(request.Code == 1025 ? 1025 : AnswersOf[answer.Code!.Value], (int)request.Code!.Value);
            Assert.Equal(packets.Single(p => p.Number == answer.Number).Origin!.Time - request.Origin!.Time, answer.Delay);
        });
        Assert.Empty(session.Pushed);
    }

    [Fact]
    public void A_code_that_is_pushed_between_answers_takes_no_request_from_them()
    {
        var capture = new SessionCapture();
        capture.Connect();
        for (int i = 0; i < 4; i++)
            capture.Say(SessionCapture.Ask).Hear(SessionCapture.Event()).Hear(SessionCapture.Answer(1605)).Hear(SessionCapture.Event());

        Session session = capture.Read();

        Assert.Equal([1606], session.Pushed);
        Assert.All(session.Steps.Where(static s => s.Code == 1606), static s => Assert.Equal(StepKind.Unasked, s.Kind));
        Assert.All(session.Steps.Where(static s => s.Code == 1605), static s => Assert.Equal((StepKind.Answer, TimeSpan.FromSeconds(2)), (s.Kind, s.Delay)));
    }

    [Fact]
    public void Pipelined_requests_are_answered_in_their_order()
    {
        Session session = new SessionCapture().Connect().Say(SessionCapture.Ask).Say(SessionCapture.Request(1031)).Hear(SessionCapture.Answer(1609)).Hear(SessionCapture.Answer(1605)).Read();

        Assert.Equal([(3, 1), (4, 2)], session.Steps.Where(static s => s.Kind == StepKind.Answer).Select(static s => (s.Number!.Value, s.Answers!.Value)));
        Assert.Equal("GeneralError", session.Steps[2].Failure);
        Assert.Null(session.Steps[3].Failure);
    }

    [Fact]
    public void A_request_without_an_answer_is_marked_and_so_is_a_reset()
    {
        Session session = new SessionCapture().Connect().Say(SessionCapture.Ask).Refuse().Read();

        Assert.Equal([StepKind.Request, StepKind.Reset], session.Steps.Select(static s => s.Kind));
        Assert.True(session.Steps[0].IsUnanswered);
        Assert.Equal(0, session.Steps[1].Stream);
    }

    [Fact]
    public void A_connection_that_nobody_accepts_is_refused_and_one_asked_for_twice_is_told()
    {
        Session session = new SessionCapture().Connect(isAccepted: false).Connect(isAccepted: false).Refuse().Read();

        Assert.Equal([StepKind.ConnectedAgain, StepKind.ConnectionRefused], session.Steps.Select(static s => s.Kind));
    }

    [Fact]
    public void Bytes_sent_again_are_told_with_their_packet_and_those_that_fill_a_hole_are_not()
    {
        var capture = new SessionCapture();
        capture.Connect().Say(SessionCapture.Ask).SayAgain(SessionCapture.Ask, 23).Hear(SessionCapture.Answer(1609));
        capture.Lose(23).Say(SessionCapture.Ask).SayAgain(SessionCapture.Request(1031), 46).Hear(SessionCapture.Answer(1609)).Hear(SessionCapture.Answer(1609));

        Session session = capture.Read();

        SessionStep again = Assert.Single(session.Steps, static s => s.Kind == StepKind.Retransmission);
        Assert.Equal((1, 23L, "ServiceListRequest"), (again.Number, again.Length, again.Name));
        Assert.Equal([1026, 1031, 1026], session.Steps.Where(static s => s.Kind == StepKind.Request).Select(static s => (int)s.Code!.Value));
        Assert.DoesNotContain(session.Steps, static s => s.IsUnanswered || s.Kind == StepKind.Gap);
    }

    [Fact]
    public void A_probe_that_keeps_a_connection_alive_is_no_retransmission()
    {
        Session session = new SessionCapture().Connect().Say(SessionCapture.Ask).SayAgain([0], 1).Hear(SessionCapture.Answer(1609)).Read();

        Assert.DoesNotContain(session.Steps, static s => s.Kind == StepKind.Retransmission);
    }

    [Fact]
    public void A_gap_and_garbage_are_steps_of_their_own()
    {
        Session session = new SessionCapture().Connect().Say(SessionCapture.Ask).Lose(100).Say([.. Enumerable.Repeat((byte)0xee, 50), .. SessionCapture.Ask]).End().Read();

        Assert.Equal([StepKind.Request, StepKind.Gap, StepKind.Garbage, StepKind.Request], session.Steps.Select(static s => s.Kind));
        Assert.Equal(100, session.Steps[1].Length);
        Assert.True(session.HasErrors);
    }

    [Fact]
    public void Over_udp_the_same_bytes_again_are_the_same_request()
    {
        Session session = new SessionCapture().Datagram(SessionCapture.Ask).Datagram(SessionCapture.Ask).Datagram(SessionCapture.Answer(1609), isAnswer: true).Read();

        Assert.Equal((null, 1), (session.Steps[0].Repeats, session.Steps[1].Repeats));
        Assert.Equal((1, TimeSpan.FromSeconds(2)), (session.Steps[2].Answers, session.Steps[2].Delay));
        Assert.False(session.Steps[0].IsUnanswered || session.Steps[1].IsUnanswered);
    }

    [Fact]
    public void Over_udp_a_lost_answer_does_not_shift_those_behind_it_for_ever()
    {
        var capture = new SessionCapture();
        capture.Datagram(SessionCapture.Request(1031));
        for (int i = 0; i < 4; i++)
            capture.Datagram(SessionCapture.Ask).Datagram(SessionCapture.Answer(1609), isAnswer: true);

        Session session = capture.Read();

        Assert.Single(session.Steps, static s => s.IsUnanswered);
        Assert.Equal(session.Steps[^2].Number, session.Steps[^1].Answers);
    }

    [Fact]
    public void Reading_stops_behind_the_limit_and_says_that_there_is_more()
    {
        Session session = SessionCapture.ReadPcap(Vector.SessionPcap(), new SessionOptions { Limit = 10 });

        Assert.Equal((10, true), (session.Steps.Count, session.HasMore));
        Assert.False(SessionCapture.ReadPcap(Vector.SessionPcap(), new SessionOptions { Limit = 48 }).HasMore);
    }

    [Fact]
    public void One_connection_is_shown_alone() =>
        Assert.All(SessionCapture.ReadPcap(Vector.SessionPcap(), new SessionOptions { Stream = 3 }).Steps, static s => Assert.Equal(3, s.Stream));

    [Property(MaxTest = 150)]
    public void Mutated_captures_become_sessions_in_the_order_of_time_with_every_answer_behind_its_request(int seed)
    {
        var random = new Random(seed);
        byte[] pcap = Vector.SessionPcap();
        for (int flips = random.Next(1, 60); flips > 0; flips--)
            pcap[random.Next(24, pcap.Length)] = (byte)random.Next(256);

        Session session = SessionCapture.ReadPcap(pcap);

        Assert.Equal(session.Steps.OrderBy(static s => s.Time), session.Steps);
        var requests = session.Steps.Where(static s => s.Kind == StepKind.Request).ToDictionary(static s => s.Number!.Value);
        Assert.All(session.Steps.Where(static s => s.Kind == StepKind.Answer), answer => Assert.False(requests[answer.Answers!.Value].IsUnanswered));
        Assert.Equal(requests.Values.Count(static r => !r.IsUnanswered && r.Repeats is null), session.Steps.Count(static s => s.Kind == StepKind.Answer));
    }
}
