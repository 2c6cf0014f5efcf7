namespace KerberosGen.Clients;

/// <summary>Why a <see cref="ChatClient"/> asks for a ticket.</summary>
public enum TicketNeed
{
    /// <summary>To connect: one that is at hand will do, unless it nears its end.</summary>
    Any,

    /// <summary>The room cannot be reached where it was: it may listen elsewhere by now, and the ticket may still be good.</summary>
    RoomUnreachable,

    /// <summary>The room refused the last one: a new one, or none.</summary>
    Refused,

    /// <summary>The last one was used so often within a minute that its authenticators would run ahead of the clock: another one.</summary>
    UsedTooOften,
}
