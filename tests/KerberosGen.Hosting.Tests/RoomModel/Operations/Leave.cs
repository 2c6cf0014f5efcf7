using KerberosGen.Packets;

namespace KerberosGen.Hosting.Tests.RoomModel.Operations;

/// <summary>A client says a few things, leaves in the same write, and is answered all of it; then the room closes.</summary>
/// <param name="seat">Its seat.</param>
/// <param name="count">Messages before.</param>
internal sealed class Leave(int seat, int count) : RoomOperation
{
    public override bool Pre(RoomState state) => state.IsAwake(seat);

    public override RoomState Run(RoomState state) => state.With(seat, Standing.Out);

    public override string ToString() => $"{RoomState.SeatLabel(seat)} {(count > 0 ? $"says {count} and " : "")}leaves";

    public override IEnumerable<RoomOperation> Smaller() => count > 0 ? [new Leave(seat, 0)] : [];

    protected override async Task DoAsync(ModelledRoom room, RoomState state)
    {
        Seat one = room.Seats[seat];
        one.Peer.MayEnd(true);
        var statements = new Statement[count];
        var requests = new byte[count + 1][];
        for (int i = 0; i < count; i++)
            requests[i] = one.Message(0, out statements[i]);
        requests[count] = one.Peer.Write(static (session, output) => session.WriteLeave(output));
        Task<PeerAnswer>[] answers = one.Peer.Ask(requests);
        ushort expected = state.IsMuted(seat) ? GeneralError.Code : MessageAck.Code;
        for (int i = 0; i < count; i++)
            ModelledRoom.Expect(expected, await one.FollowAsync(answers[i], statements[i]), $"{one}'s message before it left");
        ModelledRoom.Expect(SymmetricKeyAck.Code, (await answers[count].WaitAsync(Patience.Limit)).Code, $"{one}'s leave");
        await one.ReadToEndAsync();
    }
}
