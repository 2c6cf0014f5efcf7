using KerberosGen.Packets;

namespace KerberosGen.Protocol;

/// <summary>Something that happened in a room, in the clear: what each subscriber is sent under its own key.</summary>
/// <param name="Sequence">Its place in the room's order, from 1; 0 for a notice to one subscriber alone.</param>
/// <param name="Time">When.</param>
/// <param name="Kind">What happened.</param>
/// <param name="ClientId">Whose doing it was; zeros for the room's own.</param>
/// <param name="Content">UTF-8: <c>name: text</c>, a display name, or a notice.</param>
public sealed record RoomEventRecord(ulong Sequence, DateTimeOffset Time, EventKind Kind, PrincipalId ClientId, ReadOnlyMemory<byte> Content)
{
    /// <summary>
    /// Who sent a message that claims a name which is not its sender's: its sender's display name, or its client id. Null for all else.
    /// For the room's screen: it is neither kept nor sent.
    /// </summary>
    public string? Sender { get; init; }
}
