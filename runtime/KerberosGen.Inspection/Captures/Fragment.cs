namespace KerberosGen.Inspection.Captures;

/// <summary>A part of an IP datagram that travels by itself.</summary>
/// <param name="Protocol">What the datagram carries.</param>
/// <param name="Place">Bytes from the beginning of what the datagram carries to this part.</param>
/// <param name="Length">Bytes of this part on the wire.</param>
/// <param name="HasMore">True if it is not the last.</param>
internal readonly record struct Fragment(byte Protocol, int Place, int Length, bool HasMore);
