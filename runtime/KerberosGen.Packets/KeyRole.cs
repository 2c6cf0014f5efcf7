namespace KerberosGen.Packets;

/// <summary>Whose key opens a field.</summary>
public enum KeyRole
{
    /// <summary>The client's long-term key: SHA-256 of its password.</summary>
    Client,

    /// <summary>The service's long-term key, which it registered with 1025.</summary>
    Service,

    /// <summary>The key that the ticket-granting server made for one client and one service.</summary>
    Session,
}
