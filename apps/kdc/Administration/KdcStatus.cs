namespace KerberosGen.Kdc;

/// <summary>What a running KDC says of itself to its administrator.</summary>
/// <param name="Address">Where it listens, <c>ip:port</c>.</param>
internal sealed record KdcStatus(string Address);
