using KerberosGen.Packets;

namespace KerberosGen.InspectorBenchmarks.Traffic;

/// <summary>A client in a room.</summary>
internal sealed record Member(string Name, PrincipalId Id, TcpConnection Connection);
