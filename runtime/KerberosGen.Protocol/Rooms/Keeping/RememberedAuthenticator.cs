namespace KerberosGen.Protocol;

/// <summary>An authenticator that a room has accepted, as its replay cache remembers it.</summary>
/// <param name="Digest">The first 16 bytes of the SHA-256 of its 128 bytes.</param>
/// <param name="Until">When its own time keeps it out.</param>
public readonly record struct RememberedAuthenticator(UInt128 Digest, DateTimeOffset Until);
