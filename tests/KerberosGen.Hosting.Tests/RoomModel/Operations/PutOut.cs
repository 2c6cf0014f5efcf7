using System.Collections.Immutable;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Hosting.Tests.RoomModel.Operations;

/// <summary>
/// A client is kicked or banned while others talk: each of its connections ends, and sees nothing that came after. A banned
/// client is not let in again.
/// </summary>
/// <param name="client">Who.</param>
/// <param name="isBan">True for a ban.</param>
/// <param name="moderator">The seat that moderates from chat; null for the room's console.</param>
/// <param name="talkers">Who talks meanwhile.</param>
internal sealed class PutOut(int client, bool isBan, int? moderator, ImmutableArray<int> talkers) : RoomOperation
{
    private const int MessagesEach = 3;

    public override bool Pre(RoomState state) =>
        RoomState.SeatsOf(client).Any(seat => state.Seats[seat] != Standing.Out)
        && talkers.All(seat => state.IsAwake(seat) && seat != moderator && RoomState.ClientOf(seat) != client)
        && (moderator is not { } by || (client != RoomState.Moderator && state.IsAwake(by) && !state.IsMuted(by)));

    public override RoomState Run(RoomState state)
    {
        state = state.WithoutClient(client);
        return isBan ? state with { Banned = state.Banned.Add(client) } : state;
    }

    public override string ToString() => (moderator is { } by ? RoomState.SeatLabel(by) : "the console")
        + (isBan ? " bans " : " kicks ") + RoomState.Names[client]
        + (talkers.IsEmpty ? "" : $" while {string.Join(" and ", talkers.Select(RoomState.SeatLabel))} talk");

    public override IEnumerable<RoomOperation> Smaller()
    {
        if (!talkers.IsEmpty)
            yield return new PutOut(client, isBan, moderator, []);
        if (moderator is not null)
            yield return new PutOut(client, isBan, null, talkers);
    }

    protected override async Task DoAsync(ModelledRoom room, RoomState state)
    {
        // By its id: the client need not have a display name yet.
        string target = room.ClientOf(client).ToString();
        Seat[] seats = [.. RoomState.SeatsOf(client).Select(seat => room.Seats[seat]).Where(static seat => seat.Connected is not null)];
        bool hadSubscribers = Array.Exists(seats, static seat => seat.Log.LastHere > 0);
        ulong before = room.Book.Last;
        foreach (Seat seat in seats)
            seat.Peer.MayEnd(true);
        Task<ushort>[] said = [.. talkers.SelectMany(seat => room.Seats[seat].Say(MessagesEach))];
        await ModerateAsync(room, target);
        Task<ushort>[] saidLater = [.. talkers.SelectMany(seat => room.Seats[seat].Say(MessagesEach))];
        foreach (Seat seat in seats)
            await seat.ReadToEndAsync();
        foreach (ushort code in await Task.WhenAll([.. said, .. saidLater]))
        {
            if (code is not (MessageAck.Code or GeneralError.Code))
                throw new LawBrokenException($"a message of one who stays was answered with {code}");
        }

        await room.WitnessAllAsync();
        CheckEnd(room, before, seats, hadSubscribers);
        if (isBan)
            await CheckDoorAsync(room, room.Seats[client]);
    }

    private async Task ModerateAsync(ModelledRoom room, string target)
    {
        if (moderator is not { } by)
        {
            ModerationResult result = await room.ModerateAsync(isBan ? ModerationVerb.Ban : ModerationVerb.Kick, target);
            if (!result.IsDone)
                throw new LawBrokenException($"the console was answered '{result.Words}'");
            return;
        }

        Seat seat = room.Seats[by];
        // A command is for the room: nobody sees it as a message.
        byte[] command = seat.Peer.Write((session, output) => session.WriteMessage(output, $"{seat.Name}: /{(isBan ? "ban" : "kick")} {target}"));
        ModelledRoom.Expect(MessageAck.Code, (await seat.Peer.Ask(command)[0].WaitAsync(Patience.Limit)).Code, $"{seat}'s command");
    }

    private void CheckEnd(ModelledRoom room, ulong before, Seat[] seats, bool hadSubscribers)
    {
        ulong announced = room.Book.FindLastNotice(isBan ? " was banned" : " was kicked");
        if (announced <= before)
            throw new LawBrokenException("nobody was told that somebody was put out");
        // Right before the announcement stands the left event of its last connection, if it had subscribed.
        ulong end = hadSubscribers ? announced - 1 : announced;
        foreach (Seat seat in seats)
        {
            if (seat.Log.LastHere >= end)
                throw new LawBrokenException($"{seat} was put out at {end} and has seen {seat.Log.LastHere}");
        }
    }

    private static async Task CheckDoorAsync(ModelledRoom room, Seat seat)
    {
        ModelledRoom.Expect(GeneralError.Code, await seat.ConnectAsync(room.EndPoint), $"{seat}'s ticket, who is banned,");
        await seat.CloseAsync();
    }
}
