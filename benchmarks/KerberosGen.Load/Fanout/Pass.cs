using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Load.Fanout;

/// <summary>What a client needs to get into a room.</summary>
/// <param name="Client">Its id.</param>
/// <param name="Ticket">Its ticket to that room.</param>
internal sealed record Pass(PrincipalId Client, SessionTicket Ticket);
