using System.Net;
using KerberosGen.Inspection.Captures;

namespace KerberosGen.Inspection.Sessions;

/// <summary>What there is to see of a TCP segment or a UDP datagram, apart from its bytes.</summary>
internal readonly record struct ObservedSegment(IPEndPoint From, IPEndPoint To, bool IsTcp, uint Sequence, TcpFlags Flags, int PayloadLength)
{
    public bool Has(TcpFlags flag) => (Flags & flag) != 0;

    public bool Passes(PortFilter filter) =>
        (From.Port == filter.Port || To.Port == filter.Port) && (filter.IsTcp is null || filter.IsTcp == IsTcp);
}
