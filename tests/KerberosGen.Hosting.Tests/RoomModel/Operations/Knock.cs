using KerberosGen.Packets;

namespace KerberosGen.Hosting.Tests.RoomModel.Operations;

/// <summary>Somebody is refused at the door: a banned client, or one who presents an authenticator again.</summary>
/// <param name="seat">Whose seat.</param>
/// <param name="isReplay">True to present again what was accepted.</param>
internal sealed class Knock(int seat, bool isReplay) : RoomOperation
{
    public override bool Pre(RoomState state) => state.Seats[seat] == Standing.Out
        && (isReplay ? state.Seen.Contains(seat) : state.Banned.Contains(RoomState.ClientOf(seat)));

    public override RoomState Run(RoomState state) => state;

    public override string ToString() => $"{RoomState.SeatLabel(seat)} knocks{(isReplay ? " with an authenticator that was accepted before" : "")}";

    protected override async Task DoAsync(ModelledRoom room, RoomState state)
    {
        Seat one = room.Seats[seat];
        ModelledRoom.Expect(GeneralError.Code, await one.ConnectAsync(room.EndPoint, isReplay ? one.TicketRequest : null), $"{one}'s {(isReplay ? "replay" : "ticket")}");
        await one.CloseAsync();
    }
}
