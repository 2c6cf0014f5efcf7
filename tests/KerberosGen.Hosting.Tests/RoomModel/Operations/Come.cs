using KerberosGen.Packets;

namespace KerberosGen.Hosting.Tests.RoomModel.Operations;

/// <summary>A client comes in with its ticket, and subscribes or not.</summary>
/// <param name="seat">Its seat.</param>
/// <param name="from">What it subscribes to.</param>
internal sealed class Come(int seat, From from) : RoomOperation
{
    public override bool Pre(RoomState state) => state.Welcome.Contains(seat);

    public override RoomState Run(RoomState state) => state.With(seat, from == From.Nothing ? Standing.Inside : Standing.Subscribed);

    public override string ToString() => $"{RoomState.SeatLabel(seat)} comes in{Subscribe.Words(from)}";

    protected override async Task DoAsync(ModelledRoom room, RoomState state)
    {
        Seat one = room.Seats[seat];
        ModelledRoom.Expect(SymmetricKeyAck.Code, await one.ConnectAsync(room.EndPoint), $"{one}'s ticket");
        if (from != From.Nothing)
            ModelledRoom.Expect(SymmetricKeyAck.Code, await one.SubscribeAsync(Subscribe.Since(one, from), one.Name), $"{one}'s subscription");
    }
}
