using System.Collections.Immutable;

namespace KerberosGen.Hosting.Tests.RoomModel;

/// <summary>What the model knows of a room: who is where, and who may do what. Clients and seats are numbers.</summary>
/// <param name="Seats">Each seat's standing.</param>
/// <param name="Banned">Clients that are banned.</param>
/// <param name="Muted">Clients that are muted.</param>
/// <param name="Named">Clients that own their display name.</param>
/// <param name="Seen">Seats that were let in once, so that their authenticator is used up.</param>
internal sealed record RoomState(
    ImmutableArray<Standing> Seats,
    ImmutableSortedSet<int> Banned,
    ImmutableSortedSet<int> Muted,
    ImmutableSortedSet<int> Named,
    ImmutableSortedSet<int> Seen)
{
    public const int SeatCount = 6;

    public const int ClientCount = 4;

    /// <summary>The client who may moderate from chat.</summary>
    public const int Moderator = 0;

    public static readonly ImmutableArray<string> Names = ["ann", "ben", "cat", "dan"];

    public static RoomState Empty { get; } = new([.. new Standing[SeatCount]], [], [], [], []);

    /// <summary>Seats that can ask something now and hear the answer.</summary>
    public IEnumerable<int> Awake => All.Where(seat => Seats[seat] is Standing.Inside or Standing.Subscribed);

    /// <summary>Seats without a connection whose client may come in.</summary>
    public IEnumerable<int> Welcome => All.Where(seat => Seats[seat] == Standing.Out && !Banned.Contains(ClientOf(seat)));

    public static IEnumerable<int> All => Enumerable.Range(0, SeatCount);

    /// <summary>Whose a seat is: the first two clients have two.</summary>
    public static int ClientOf(int seat) => seat % ClientCount;

    public static IEnumerable<int> SeatsOf(int client) => All.Where(seat => ClientOf(seat) == client);

    public bool IsAwake(int seat) => Seats[seat] is Standing.Inside or Standing.Subscribed;

    public bool IsMuted(int seat) => Muted.Contains(ClientOf(seat));

    public RoomState With(int seat, Standing standing)
    {
        RoomState state = this with { Seats = Seats.SetItem(seat, standing) };
        if (standing != Standing.Out)
            state = state with { Seen = Seen.Add(seat) };
        return standing == Standing.Subscribed ? state with { Named = Named.Add(ClientOf(seat)) } : state;
    }

    /// <summary>Every connection of a client ends.</summary>
    public RoomState WithoutClient(int client) => SeatsOf(client).Aggregate(this, static (state, seat) => state.With(seat, Standing.Out));

    /// <summary>Every connection ends.</summary>
    public RoomState WithoutAnyone() => All.Aggregate(this, static (state, seat) => state.With(seat, Standing.Out));

    public override string ToString() => (All.All(seat => Seats[seat] == Standing.Out)
            ? "nobody"
            : string.Join(' ', All.Where(seat => Seats[seat] != Standing.Out).Select(seat => $"{SeatLabel(seat)}:{Seats[seat]}")))
        + (Banned.IsEmpty ? "" : $" banned: {string.Join(' ', Banned.Select(client => Names[client]))}")
        + (Muted.IsEmpty ? "" : $" muted: {string.Join(' ', Muted.Select(client => Names[client]))}");

    /// <summary>The name of a client with the number of its seat: ann1, ann2.</summary>
    public static string SeatLabel(int seat) => $"{Names[ClientOf(seat)]}{(seat / ClientCount) + 1}";
}
