namespace KerberosGen.Hosting.Tests.RoomModel.Operations;

/// <summary>A subscriber stops to read.</summary>
/// <param name="seat">Its seat.</param>
internal sealed class Sleep(int seat) : RoomOperation
{
    public override bool Pre(RoomState state) => state.Seats[seat] == Standing.Subscribed;

    public override RoomState Run(RoomState state) => state.With(seat, Standing.Asleep);

    public override string ToString() => $"{RoomState.SeatLabel(seat)} stops to read";

    protected override Task DoAsync(ModelledRoom room, RoomState state)
    {
        room.Seats[seat].Peer.Sleep();
        return Task.CompletedTask;
    }
}
