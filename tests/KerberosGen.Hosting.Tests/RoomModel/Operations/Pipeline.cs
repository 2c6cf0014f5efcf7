using System.Collections.Immutable;
using KerberosGen.Packets;

namespace KerberosGen.Hosting.Tests.RoomModel.Operations;

/// <summary>One client asks many things in one write. The answers come in the order of the requests.</summary>
/// <param name="seat">Its seat.</param>
/// <param name="wishes">What it asks.</param>
internal sealed class Pipeline(int seat, ImmutableArray<Wish> wishes) : RoomOperation
{
    public override bool Pre(RoomState state) => state.IsAwake(seat);

    public override RoomState Run(RoomState state) => state;

    public override string ToString() => $"{RoomState.SeatLabel(seat)} asks at once for {string.Join(", ", wishes)}";

    public override IEnumerable<RoomOperation> Smaller()
    {
        if (wishes.Length > 1)
        {
            yield return new Pipeline(seat, wishes[..(wishes.Length / 2)]);
            yield return new Pipeline(seat, wishes[(wishes.Length / 2)..]);
            yield return new Pipeline(seat, wishes.RemoveAt(0));
        }
    }

    protected override async Task DoAsync(ModelledRoom room, RoomState state)
    {
        Seat one = room.Seats[seat];
        var requests = new List<byte[]>();
        var expected = new List<ushort>();
        var said = new Dictionary<int, Statement>();
        foreach (Wish wish in wishes)
        {
            if (wish is Wish.Message or Wish.LongMessage)
            {
                requests.Add(one.Message(wish == Wish.LongMessage ? room.MaxMessageSize : 0, out Statement statement));
                said[requests.Count - 1] = statement;
            }
            else
            {
                requests.Add(Request(one, room, wish));
            }

            expected.Add(wish switch
            {
                Wish.Message when !state.IsMuted(seat) => MessageAck.Code,
                Wish.Members => MembersResponse.Code,
                _ => GeneralError.Code,
            });
        }

        Task<PeerAnswer>[] answers = one.Peer.Ask([.. requests]);
        await Task.WhenAll(said.Select(statement => one.FollowAsync(answers[statement.Key], statement.Value)));
        ushort[] codes = [.. (await Task.WhenAll(answers).WaitAsync(Patience.Limit)).Select(static answer => answer.Code)];
        if (!codes.SequenceEqual(expected))
            throw new LawBrokenException($"{one} was answered {string.Join(' ', codes)}, not {string.Join(' ', expected)}");
    }

    private static byte[] Request(Seat one, ModelledRoom room, Wish wish) => wish switch
    {
        Wish.Members => one.Peer.Write(static (session, output) => session.WriteMembersRequest(output)),
        Wish.SecondTicket => one.NewTicketRequest(),
        Wish.OtherHeader => RawPeer.Request(MembersRequest.Code, room.Witness.Client.Bytes, []),
        _ => RawPeer.Request(1999, one.Client.Bytes, []),
    };
}
