using KerberosGen.Packets;

namespace KerberosGen.Hosting.Tests.RoomModel.Operations;

/// <summary>
/// A client's connection is cut right after it has said a few things: reset, and nobody knows which of them arrived, or its
/// side ended in order, and all are answered.
/// </summary>
/// <param name="seat">Its seat.</param>
/// <param name="count">Messages on the way.</param>
/// <param name="isReset">True for a reset.</param>
internal sealed class Cut(int seat, int count, bool isReset) : RoomOperation
{
    // One that reads nothing cannot read to the end.
    public override bool Pre(RoomState state) => isReset ? state.Seats[seat] != Standing.Out : state.IsAwake(seat);

    public override RoomState Run(RoomState state) => state.With(seat, Standing.Out);

    public override string ToString() => $"{RoomState.SeatLabel(seat)} {(count > 0 ? $"says {count} and " : "")}{(isReset ? "is reset" : "ends its side")}";

    public override IEnumerable<RoomOperation> Smaller() => count > 0 ? [new Cut(seat, 0, isReset)] : [];

    protected override async Task DoAsync(ModelledRoom room, RoomState state)
    {
        Seat one = room.Seats[seat];
        Task<ushort>[] answers = one.Say(count);
        if (isReset)
        {
            one.Peer.Reset();
            await one.CloseAsync();
        }
        else
        {
            one.Peer.EndInput();
            await one.ReadToEndAsync();
        }

        ushort expected = state.IsMuted(seat) ? GeneralError.Code : MessageAck.Code;
        foreach (ushort code in await Task.WhenAll(answers))
        {
            if (!isReset || code != 0)
                ModelledRoom.Expect(expected, code, $"{one}'s message before its end");
        }
    }
}
