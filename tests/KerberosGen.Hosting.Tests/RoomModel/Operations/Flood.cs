using KerberosGen.Packets;

namespace KerberosGen.Hosting.Tests.RoomModel.Operations;

/// <summary>
/// One says much in long messages, but never more than those who read have taken: whoever reads nothing falls behind, and the
/// others notice nothing.
/// </summary>
/// <param name="seat">Whose seat.</param>
/// <param name="rounds">How often a few messages are said.</param>
internal sealed class Flood(int seat, int rounds) : RoomOperation
{
    private const int MessagesPerRound = 5;

    private const int Padding = 8_000;

    public override bool Pre(RoomState state) => state.IsAwake(seat) && !state.IsMuted(seat);

    public override RoomState Run(RoomState state) => state;

    public override string ToString() => $"{RoomState.SeatLabel(seat)} says {rounds * MessagesPerRound} long ones";

    public override IEnumerable<RoomOperation> Smaller() => rounds > 1 ? [new Flood(seat, rounds / 2)] : [];

    protected override async Task DoAsync(ModelledRoom room, RoomState state)
    {
        for (int round = 0; round < rounds; round++)
        {
            foreach (ushort code in await Task.WhenAll(room.Seats[seat].Say(MessagesPerRound, Padding)))
                ModelledRoom.Expect(MessageAck.Code, code, $"{room.Seats[seat]}'s long message");
            ulong last = await room.WitnessAllAsync();
            foreach (Seat one in RoomState.All.Where(seat => state.Seats[seat] == Standing.Subscribed).Select(seat => room.Seats[seat]))
                await room.UntilAsync(() => one.Log.Last >= last, $"event {last} at {one}, who has seen {one.Log.Last}");
        }
    }
}
