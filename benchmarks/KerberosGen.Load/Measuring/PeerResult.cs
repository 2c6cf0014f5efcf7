namespace KerberosGen.Load.Measuring;

/// <summary>What one server delivered under one shape of load, round by round, beside the room in the same rounds.</summary>
/// <param name="Name">Its row in the table.</param>
/// <param name="Shape">The load.</param>
/// <param name="Samples">Its turns; what they count is deliveries.</param>
/// <param name="Room">The room's.</param>
internal sealed record PeerResult(string Name, FanoutShape Shape, IReadOnlyList<Sample> Samples, IReadOnlyList<Sample> Room)
{
    public bool IsRoom => ReferenceEquals(Samples, Room);

    public Spread PerSecond => Spread.Of(Samples.Select(static s => s.PerSecond));

    public Spread PerServerSecond => Spread.Of(Samples.Select(static s => s.PerServerSecond));

    /// <summary>The room's deliveries per second of its processor time, as a multiple of this server's in the same round.</summary>
    public Spread RoomBeside => Spread.OfRatios(Room.Select(static s => s.PerServerSecond), Samples.Select(static s => s.PerServerSecond));

    /// <summary>The server's processor time, in processors.</summary>
    public Spread Server => Spread.Of(Samples.Select(static s => s.ServerSeconds / s.Seconds));

    /// <summary>The generator's processor time, in processors.</summary>
    public Spread Generator => Spread.Of(Samples.Select(static s => s.GeneratorSeconds / s.Seconds));
}
