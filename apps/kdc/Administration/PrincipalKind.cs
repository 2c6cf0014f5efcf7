namespace KerberosGen.Kdc;

/// <summary>Whom an act is about: clients and services have names of their own.</summary>
internal enum PrincipalKind
{
    Client,
    Service,
}
