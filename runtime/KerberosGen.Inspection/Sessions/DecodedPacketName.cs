namespace KerberosGen.Inspection.Sessions;

/// <summary>As much of a packet as it takes to speak of it.</summary>
internal sealed record DecodedPacketName(int Number, ushort? Code, string Name, int Length);
