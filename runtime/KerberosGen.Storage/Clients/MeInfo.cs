using KerberosGen.Packets;

namespace KerberosGen.Storage;

/// <summary>Whose directory it is.</summary>
/// <param name="Name">The name that the client registered.</param>
/// <param name="Id">The id that the KDC gave it.</param>
public sealed record MeInfo(PrincipalName Name, PrincipalId Id);
