namespace KerberosGen.Inspection.Sessions;

/// <summary>A participant of a sequence diagram.</summary>
/// <param name="Name">A short name: <c>client 2</c>, <c>:8000</c>, <c>others</c>.</param>
/// <param name="Title">Who that is: an address and port, or an address and how many ports.</param>
/// <param name="IsServer">True if requests go there.</param>
/// <param name="IsShared">True if several endpoints stand in it.</param>
public sealed record SessionLane(string Name, string Title, bool IsServer, bool IsShared);
