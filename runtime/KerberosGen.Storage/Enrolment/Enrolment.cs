using KerberosGen.Packets;

namespace KerberosGen.Storage;

/// <summary>What an administrator hands to a principal that the KDC knows already. It never prints a secret.</summary>
/// <param name="Name">The principal's name.</param>
/// <param name="Id">The id that the KDC gave it.</param>
public abstract record Enrolment(PrincipalName Name, PrincipalId Id);
