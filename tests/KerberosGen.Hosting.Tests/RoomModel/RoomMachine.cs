using System.Collections.Immutable;
using System.Diagnostics;
using FsCheck;
using FsCheck.Experimental;
using FsCheck.Fluent;
using KerberosGen.Hosting.Tests.RoomModel.Operations;
using KerberosGen.Protocol;
using Microsoft.FSharp.Collections;

namespace KerberosGen.Hosting.Tests.RoomModel;

/// <summary>What can happen to a room, and how often: the state says what makes sense next.</summary>
/// <param name="operations">Operations in a run.</param>
/// <param name="newShelf">Makes the place where what a room keeps lies.</param>
internal sealed class RoomMachine(int operations, Func<IRoomShelf> newShelf) : Machine<ModelledRoom, RoomState>(operations)
{
    // Every run on the way to a smaller one takes as long as a run does, or a wait in vain.
    private static readonly TimeSpan LongestShrinking = TimeSpan.FromMinutes(3);

    // The law is broken already: what is looked for is a short way to it.
    private static readonly TimeSpan ShrinkingPatience = TimeSpan.FromSeconds(5);

    private static readonly int[] Histories = [1000, 40];

    private Stopwatch? _shrinking;

    public override Arbitrary<Setup<ModelledRoom, RoomState>> Setup =>
        Arb.From(Gen.Elements(Histories).Select(history => (Setup<ModelledRoom, RoomState>)new RoomSetup(history, newShelf, () => _shrinking is null ? Patience.Limit : ShrinkingPatience)));

    public override TearDown<ModelledRoom> TearDown => new RoomTearDown();

    public override Gen<Operation<ModelledRoom, RoomState>> Next(RoomState state)
    {
        var choices = new List<(int, Gen<Operation<ModelledRoom, RoomState>>)> { (2, Always(new Settle())) };
        int[] awake = [.. state.Awake];
        int[] asleep = [.. RoomState.All.Where(seat => state.Seats[seat] == Standing.Asleep)];
        Add(choices, 12, [.. state.Welcome], seat => Gen.Choose(0, 9).Select(n => Of(new Come(seat, FromOf(n)))));
        Add(choices, 2, [.. RoomState.All.Where(seat => state.Seats[seat] == Standing.Inside)], seat => Gen.Choose(2, 9).Select(n => Of(new Subscribe(seat, FromOf(n)))));
        Add(choices, 8, awake, _ => Some(awake).SelectMany(seats => Gen.Choose(1, 5).Select(count => Of(new Talk(seats, count)))));
        Add(choices, 3, awake, seat => Wishes().Select(wishes => Of(new Pipeline(seat, wishes))));
        Add(choices, 3, awake, seat => Gen.Choose(0, 3).Select(count => Of(new Leave(seat, count))));
        Add(choices, 2, awake, seat => Gen.Choose(0, 3).Select(count => Of(new Cut(seat, count, isReset: false))));
        Add(choices, 3, [.. RoomState.All.Where(seat => state.Seats[seat] != Standing.Out)], seat => Gen.Choose(0, 3).Select(count => Of(new Cut(seat, count, isReset: true))));
        Add(choices, 3, [.. RoomState.All.Where(seat => state.Seats[seat] == Standing.Subscribed)], seat => Always(new Sleep(seat)));
        Add(choices, 4, asleep, seat => Always(new WakeUp(seat)));
        Add(choices, asleep.Length > 0 ? 12 : 2, [.. awake.Where(seat => !state.IsMuted(seat))], seat => Gen.Choose(1, 14).Select(rounds => Of(new Flood(seat, rounds))));
        Add(choices, 2, awake, seat => Gen.Choose(0, 1).SelectMany(ban => Some(awake).SelectMany(talkers => Moderator(state, RoomState.ClientOf(seat)).Select(by =>
            Of(new PutOut(RoomState.ClientOf(seat), ban == 1, by, [.. talkers.Where(other => other != by && RoomState.ClientOf(other) != RoomState.ClientOf(seat))]))))));
        Add(choices, 1, [.. Enumerable.Range(0, RoomState.ClientCount).Where(client => !state.Muted.Contains(client))], client => Always(new Moderate(ModerationVerb.Mute, client)));
        Add(choices, 3, [.. state.Muted], client => Always(new Moderate(ModerationVerb.Unmute, client)));
        Add(choices, 3, [.. state.Banned], client => Always(new Moderate(ModerationVerb.Unban, client)));
        Add(choices, 2, [.. RoomState.All.Where(seat => state.Seats[seat] == Standing.Out && state.Banned.Contains(RoomState.ClientOf(seat)))], seat => Always(new Knock(seat, isReplay: false)));
        Add(choices, 1, [.. state.Seen.Where(seat => state.Seats[seat] == Standing.Out)], seat => Always(new Knock(seat, isReplay: true)));
        Add(choices, 1, [.. state.Named], client => Elsewhere(state, client));
        choices.Add((1, Restart(Death.None, awake)));
        choices.Add((1, Restart(Death.BeforeCommit, awake)));
        choices.Add((1, Restart(Death.AfterCommit, awake)));
        return Gen.Frequency(choices);
    }

    /// <summary>Runs with fewer operations, then with smaller ones. Those that make no sense any more are left out by FsCheck.</summary>
    public override IEnumerable<FSharpList<Operation<ModelledRoom, RoomState>>> ShrinkOperations(FSharpList<Operation<ModelledRoom, RoomState>> s)
    {
        _shrinking ??= Stopwatch.StartNew();
        Operation<ModelledRoom, RoomState>[] all = [.. s];
        return Smaller(all).TakeWhile(_ => _shrinking.Elapsed < LongestShrinking).Select(ListModule.OfSeq);
    }

    private static IEnumerable<Operation<ModelledRoom, RoomState>[]> Smaller(Operation<ModelledRoom, RoomState>[] all)
    {
        for (int size = all.Length / 2; size > 0; size /= 2)
        {
            for (int at = all.Length - size; at >= 0; at -= size)
                yield return [.. all[..at], .. all[(at + size)..]];
        }

        for (int at = 0; at < all.Length; at++)
        {
            foreach (RoomOperation smaller in ((RoomOperation)all[at]).Smaller())
                yield return [.. all[..at], smaller, .. all[(at + 1)..]];
        }
    }

    private static void Add(
        List<(int, Gen<Operation<ModelledRoom, RoomState>>)> choices, int weight, int[] among, Func<int, Gen<Operation<ModelledRoom, RoomState>>> choice)
    {
        if (among.Length > 0)
            choices.Add((weight, Gen.Elements(among).SelectMany(choice)));
    }

    private static Operation<ModelledRoom, RoomState> Of(RoomOperation operation) => operation;

    private static Gen<Operation<ModelledRoom, RoomState>> Always(RoomOperation operation) => Gen.Constant(Of(operation));

    private static From FromOf(int n) => n switch
    {
        0 or 1 => From.Nothing,
        2 or 3 => From.Start,
        4 => From.Now,
        _ => From.LastSeen,
    };

    private static Gen<ImmutableArray<int>> Some(int[] seats) =>
        Gen.Choose(1, (1 << seats.Length) - 1).Select(mask => seats.Where((_, at) => (mask & (1 << at)) != 0).ToImmutableArray());

    private static Gen<ImmutableArray<Wish>> Wishes() =>
        Gen.Choose(1, 12).SelectMany(static count => Gen.Elements(Enum.GetValues<Wish>()).ArrayOf(count)).Select(static wishes => wishes.ToImmutableArray());

    // From chat nobody moderates a moderator.
    private static Gen<int?> Moderator(RoomState state, int client)
    {
        int?[] from = client == RoomState.Moderator ? [null] : [null, .. RoomState.SeatsOf(RoomState.Moderator).Where(seat => state.IsAwake(seat) && !state.IsMuted(seat)).Select(static seat => (int?)seat)];
        return Gen.Elements(from);
    }

    private static Gen<Operation<ModelledRoom, RoomState>> Elsewhere(RoomState state, int client)
    {
        int[] others = [.. state.Welcome.Where(seat => RoomState.ClientOf(seat) != client)];
        return others.Length == 0 ? Always(new Settle()) : Gen.Elements(others).Select(seat => Of(new Impersonate(seat, client)));
    }

    private static Gen<Operation<ModelledRoom, RoomState>> Restart(Death death, int[] awake) => awake.Length == 0
        ? Always(new Restart(death, [], 0))
        : Some(awake).SelectMany(talkers => Gen.Choose(0, talkers.Length * 2).Select(after => Of(new Restart(death, talkers, after))));
}
