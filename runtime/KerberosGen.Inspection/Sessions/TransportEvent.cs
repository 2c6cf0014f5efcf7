using System.Net;

namespace KerberosGen.Inspection.Sessions;

/// <summary>Something that happened to a TCP connection itself.</summary>
/// <param name="Kind">A retransmission, a connection asked for again or refused, a reset.</param>
/// <param name="From">Who did it.</param>
/// <param name="To">To whom.</param>
/// <param name="Position">Of a retransmission: the place of its first byte in its direction, as packets count theirs.</param>
/// <param name="Length">Of a retransmission: its bytes.</param>
internal readonly record struct TransportEvent(StepKind Kind, IPEndPoint From, IPEndPoint To, long Position, int Length);
