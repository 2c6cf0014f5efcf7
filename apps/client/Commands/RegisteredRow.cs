namespace KerberosGen.Client;

/// <summary>What <c>register --json</c> says.</summary>
/// <param name="Id">32 hex digits.</param>
/// <param name="Name">As it is registered.</param>
internal sealed record RegisteredRow(string Id, string Name);
