namespace KerberosGen.Inspection.Decoding;

/// <summary>What an initialisation vector proves of its packet, once a key was found for it.</summary>
/// <param name="Status">What.</param>
/// <param name="Note">Why it is so, or what may be the cause, as far as it can be told; otherwise null.</param>
public sealed record Authenticity(AuthenticityStatus Status, string? Note = null);
