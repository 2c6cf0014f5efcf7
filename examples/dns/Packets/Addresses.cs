namespace KerberosGen.Examples.Dns;

/// <summary>An IPv4 address.</summary>
[FixedBytes(4, Display = BytesDisplay.IPv4)]
public readonly partial struct IPv4Address;

/// <summary>An IPv6 address.</summary>
[FixedBytes(16, Display = BytesDisplay.IPv6)]
public readonly partial struct IPv6Address;
