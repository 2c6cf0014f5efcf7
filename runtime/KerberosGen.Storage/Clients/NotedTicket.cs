using System.Text.Json.Nodes;
using KerberosGen.Protocol;

namespace KerberosGen.Storage;

/// <summary>An entry of ticket_notes.json.</summary>
/// <param name="Note">What it says of when the ticket came; null if nobody noted that.</param>
/// <param name="IsAuthenticated">True if the answer that brought the ticket was authenticated.</param>
/// <param name="LastAuthenticator">The time in the last authenticator that was made with it; null if that is not known, or there was none.</param>
/// <param name="Fields">All fields of an earlier entry, those that we do not know among them; null if there is none.</param>
internal readonly record struct NotedTicket(TicketNote? Note, bool IsAuthenticated, DateTimeOffset? LastAuthenticator, JsonObject? Fields)
{
    /// <summary>Tells a ticket what is noted of it; what it knows itself may be newer.</summary>
    public void Tell(SessionTicket ticket)
    {
        ticket.IsAuthenticated |= IsAuthenticated;
        if (LastAuthenticator > ticket.LastAuthenticator)
            ticket.LastAuthenticator = LastAuthenticator.Value;
    }
}
