using KerberosGen.Generator.Specs;

namespace KerberosGen.Generator.Discovery;

/// <summary>What parsing a declaration gave, without the locations that only its own run has.</summary>
/// <param name="Name">The type's full name; null if another declaration stands for it, or if it is none.</param>
/// <param name="DomainType">Its spec, if it is a domain type without a mistake.</param>
/// <param name="Packet">Its spec, if it is a packet without a mistake.</param>
/// <param name="IsPacket">True for a packet, with or without mistakes.</param>
/// <param name="IsReported">True if there is something to tell about it.</param>
internal sealed record Outcome(string? Name, DomainTypeSpec? DomainType, PacketSpec? Packet, bool IsPacket, bool IsReported);
