using FsCheck;
using FsCheck.Fluent;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Databases.Tests.Rooms;

/// <summary>One thing that happens in a room.</summary>
/// <param name="Kind">What happens.</param>
/// <param name="Who">To which of a few clients.</param>
/// <param name="Name">With which of a few display names.</param>
/// <param name="Value">How much, how long, how many.</param>
public sealed record RoomStep(RoomStepKind Kind, byte Who, byte Name, byte Value)
{
    /// <summary>Clients, and names.</summary>
    private const int Few = 4;

    private static readonly RoomStepKind[] Kinds = Enum.GetValues<RoomStepKind>();

    /// <summary>The client.</summary>
    public PrincipalId Client => new([.. Enumerable.Repeat((byte)(1 + Who), PrincipalId.Size)]);

    /// <summary>The display name; one of them is as long as a name may be.</summary>
    public PrincipalName DisplayName => new(Name == 0 ? new string('é', Validator.MaxTextSize / 2) : $"name {Name}");

    /// <summary>Bytes that a message holds: none, some, or more than a page of the store has; not always UTF-8.</summary>
    public byte[] Content => [.. Enumerable.Range(0, Value % 10 == 9 ? 40 * Value : Value % 10).Select(i => (byte)(i * (1 + Value)))];

    /// <summary>A ban or a mute.</summary>
    public SanctionKind Sanction => Value % 2 == 0 ? SanctionKind.Ban : SanctionKind.Mute;

    public static Arbitrary<RoomStep> Any() =>
        (from kind in Gen.Elements(Kinds)
         from who in Gen.Choose(0, Few - 1)
         from name in Gen.Choose(0, Few - 1)
         from value in Gen.Choose(0, 255)
         select new RoomStep(kind, (byte)who, (byte)name, (byte)value)).ToArbitrary();

    /// <summary>One that the same seed gives in every process. It neither commits nor reopens.</summary>
    public static RoomStep Next(Random random) =>
        new((RoomStepKind)random.Next((int)RoomStepKind.Commit), (byte)random.Next(Few), (byte)random.Next(Few), (byte)random.Next(256));
}
