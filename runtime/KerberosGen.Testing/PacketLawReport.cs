namespace KerberosGen.Testing;

/// <summary>What was tried.</summary>
/// <param name="Packet">The packet's name.</param>
/// <param name="Values">Random values that its laws held for.</param>
/// <param name="Refused">Random values that the packet's own <c>Validate</c> refused, and that were left out.</param>
public sealed record PacketLawReport(string Packet, int Values, int Refused);
