using KerberosGen.Packets;

namespace KerberosGen.Hosting.Tests.RoomModel.Operations;

/// <summary>A client asks for a display name that is another's, and does not get it.</summary>
/// <param name="seat">Its seat.</param>
/// <param name="client">Whose name.</param>
internal sealed class Impersonate(int seat, int client) : RoomOperation
{
    public override bool Pre(RoomState state) => state.Welcome.Contains(seat) && state.Named.Contains(client) && RoomState.ClientOf(seat) != client;

    public override RoomState Run(RoomState state) => state with { Seen = state.Seen.Add(seat) };

    public override string ToString() => $"{RoomState.SeatLabel(seat)} comes in and asks for {RoomState.Names[client]}'s name";

    protected override async Task DoAsync(ModelledRoom room, RoomState state)
    {
        Seat one = room.Seats[seat];
        ModelledRoom.Expect(SymmetricKeyAck.Code, await one.ConnectAsync(room.EndPoint), $"{one}'s ticket");
        ModelledRoom.Expect(GeneralError.Code, await one.SubscribeAsync(0, RoomState.Names[client]), $"{one}'s subscription under another's name");
        await one.CloseAsync();
    }
}
