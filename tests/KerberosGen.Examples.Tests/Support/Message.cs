namespace KerberosGen.Examples.Tests;

/// <summary>Bytes that went by.</summary>
/// <param name="IsFromClient">True if the side sent them that spoke first.</param>
/// <param name="Bytes">A datagram, or what one read of a stream gave.</param>
internal sealed record Message(bool IsFromClient, byte[] Bytes);
