using System.Collections.Immutable;
using KerberosGen.Packets;

namespace KerberosGen.Hosting.Tests.RoomModel.Operations;

/// <summary>Several talk at once, each a few messages in one write; every one is answered.</summary>
/// <param name="seats">Who.</param>
/// <param name="count">Messages of each.</param>
internal sealed class Talk(ImmutableArray<int> seats, int count) : RoomOperation
{
    public override bool Pre(RoomState state) => seats.All(state.IsAwake);

    public override RoomState Run(RoomState state) => state;

    public override string ToString() => $"{string.Join(" and ", seats.Select(RoomState.SeatLabel))} say{(seats.Length > 1 ? "" : "s")} {count}";

    public override IEnumerable<RoomOperation> Smaller()
    {
        if (seats.Length > 1)
        {
            foreach (int seat in seats)
                yield return new Talk(seats.Remove(seat), count);
        }

        if (count > 1)
            yield return new Talk(seats, count / 2);
    }

    protected override Task DoAsync(ModelledRoom room, RoomState state) => Task.WhenAll(seats.Select(seat => Task.Run(async () =>
    {
        ushort expected = state.IsMuted(seat) ? GeneralError.Code : MessageAck.Code;
        foreach (ushort code in await Task.WhenAll(room.Seats[seat].Say(count)))
            ModelledRoom.Expect(expected, code, $"{room.Seats[seat]}'s message");
    })));
}
