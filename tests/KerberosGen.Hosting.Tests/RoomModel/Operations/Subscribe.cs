using KerberosGen.Packets;

namespace KerberosGen.Hosting.Tests.RoomModel.Operations;

/// <summary>A client that is in subscribes.</summary>
/// <param name="seat">Its seat.</param>
/// <param name="from">What to.</param>
internal sealed class Subscribe(int seat, From from) : RoomOperation
{
    /// <summary>The number that a subscription names.</summary>
    public static ulong Since(Seat seat, From from) => from switch
    {
        From.LastSeen => seat.Log.Last,
        From.Now => ulong.MaxValue,
        _ => 0,
    };

    public static string Words(From from) => from switch
    {
        From.Start => " and subscribes from the start",
        From.LastSeen => " and subscribes from the last it has seen",
        From.Now => " and subscribes to what comes",
        _ => "",
    };

    public override bool Pre(RoomState state) => state.Seats[seat] == Standing.Inside;

    public override RoomState Run(RoomState state) => state.With(seat, Standing.Subscribed);

    public override string ToString() => RoomState.SeatLabel(seat) + Words(from)[4..];

    protected override async Task DoAsync(ModelledRoom room, RoomState state)
    {
        Seat one = room.Seats[seat];
        ModelledRoom.Expect(SymmetricKeyAck.Code, await one.SubscribeAsync(Since(one, from), one.Name), $"{one}'s subscription");
    }
}
