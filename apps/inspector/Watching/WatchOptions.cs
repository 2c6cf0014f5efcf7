namespace KerberosGen.Inspector.Watching;

/// <summary>What `inspector spec --watch` was asked for.</summary>
/// <param name="Folder">The project's folder.</param>
/// <param name="Packet">The packet to show, a code or a name; null for the one that changed last.</param>
/// <param name="Sample">A capture, or other bytes, to decode after each save; null for none.</param>
/// <param name="Protocol">Which of the project's protocols; null if it has one.</param>
internal sealed record WatchOptions(string Folder, string? Packet, string? Sample, string? Protocol);
