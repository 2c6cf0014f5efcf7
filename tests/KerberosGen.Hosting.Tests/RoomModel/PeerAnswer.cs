using KerberosGen.Packets;

namespace KerberosGen.Hosting.Tests.RoomModel;

/// <summary>What a request was answered.</summary>
/// <param name="Code">The packet's code; 0 if the connection ended first.</param>
/// <param name="Members">Of a 1607: who is here.</param>
internal readonly record struct PeerAnswer(ushort Code, MemberEntry[]? Members = null);
