namespace KerberosGen.Clients;

/// <summary>Whether a ticket at hand is used.</summary>
public enum TicketStanding
{
    /// <summary>It is used as it is.</summary>
    Good,

    /// <summary>It nears its end: a new one takes its place, if one can be had.</summary>
    EndsSoon,

    /// <summary>It ended.</summary>
    Ended,

    /// <summary>It was made for another client: it is never used.</summary>
    NotOurs,

    /// <summary>
    /// No authenticated answer brought it, or nobody noted that one did: it is used only with
    /// <see cref="AccountOptions.AcceptUnauthenticatedTickets"/>, or else a new one takes its place.
    /// </summary>
    Unauthenticated,
}
