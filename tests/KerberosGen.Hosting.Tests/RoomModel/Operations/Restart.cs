using System.Collections.Immutable;
using KerberosGen.Packets;

namespace KerberosGen.Hosting.Tests.RoomModel.Operations;

/// <summary>The room ends while some talk, in order or abruptly, and is brought back on what it kept. Everybody's connection ends.</summary>
/// <param name="death">How it ends.</param>
/// <param name="talkers">Who talks meanwhile.</param>
/// <param name="after">Acknowledgements that they get before.</param>
internal sealed class Restart(Death death, ImmutableArray<int> talkers, int after) : RoomOperation
{
    private const int MessagesEach = 3;

    public override bool Pre(RoomState state) => talkers.All(state.IsAwake);

    public override RoomState Run(RoomState state) => state.WithoutAnyone();

    public override string ToString() => death switch
    {
        Death.None => "the room is restarted",
        Death.BeforeCommit => "the room dies before a commit",
        _ => "the room dies right after a commit",
    } + (talkers.IsEmpty ? "" : $", after {after} answers, while {string.Join(" and ", talkers.Select(RoomState.SeatLabel))} talk");

    public override IEnumerable<RoomOperation> Smaller()
    {
        if (!talkers.IsEmpty)
            yield return new Restart(death, [], 0);
        if (talkers.Length > 1)
            yield return new Restart(death, talkers[..1], after);
        if (death != Death.None)
            yield return new Restart(Death.None, talkers, after);
    }

    protected override async Task DoAsync(ModelledRoom room, RoomState state)
    {
        // What nobody has seen must fit into the shortest history.
        await room.WitnessAllAsync();
        int answered = 0;
        foreach (Seat seat in talkers.Select(seat => room.Seats[seat]))
            seat.Peer.MayEnd(true);
        Task[] talking = [.. talkers.Select(seat => Task.Run(() => TalkAsync(room.Seats[seat], () => Interlocked.Increment(ref answered))))];
        await room.UntilAsync(() => Volatile.Read(ref answered) >= after || Array.TrueForAll(talking, static talk => talk.IsCompleted), "answers to those who talk");
        if (death != Death.None)
            room.Die(death);
        await room.RestartAsync(death);
        await Task.WhenAll(talking);
    }

    private static async Task TalkAsync(Seat seat, Action onAnswer)
    {
        for (int i = 0; i < MessagesEach; i++)
        {
            ushort code = await seat.Say(1)[0];
            if (code == 0)
                return;
            if (code is not (MessageAck.Code or GeneralError.Code))
                throw new LawBrokenException($"{seat}'s message was answered with {code}");
            onAnswer();
        }
    }
}
