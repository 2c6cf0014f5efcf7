namespace KerberosGen.Hosting.Tests.RoomModel.Operations;

/// <summary>
/// A subscriber that has read nothing for a while reads again: it has not missed anything, or was put out and comes back with
/// the last event that it has.
/// </summary>
/// <param name="seat">Its seat.</param>
internal sealed class WakeUp(int seat) : RoomOperation
{
    public override bool Pre(RoomState state) => state.Seats[seat] == Standing.Asleep;

    public override RoomState Run(RoomState state) => state.With(seat, Standing.Subscribed);

    public override string ToString() => $"{RoomState.SeatLabel(seat)} reads again";

    protected override async Task DoAsync(ModelledRoom room, RoomState state)
    {
        Seat one = room.Seats[seat];
        ulong last = await room.WitnessAllAsync();
        one.Peer.Wake();
        await room.UntilAsync(() => one.Log.Last >= last || one.Peer.Ended.IsCompleted, $"event {last} at {one}, who reads again and has seen {one.Log.Last}");
        if (!one.Peer.Ended.IsCompleted)
        {
            one.Peer.MayEnd(false);
            return;
        }

        await one.CloseAsync();
        await room.ComeInAsync(one, one.Log.Last);
    }
}
