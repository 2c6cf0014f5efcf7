namespace KerberosGen.Packets;

/// <summary>A client registers with the authentication server.</summary>
[Request(1024)]
public partial struct ClientRegistration
{
    /// <summary>Client name with null termination.</summary>
    public PrincipalName Name;

    /// <summary>Client password with null termination.</summary>
    public Password Password;
}

/// <summary>A service registers with the authentication server.</summary>
[Request(1025)]
public partial struct ServiceRegistration
{
    /// <summary>Service name with null termination.</summary>
    public PrincipalName Name;

    /// <summary>Service AES key, for ticket decryption.</summary>
    public AesKey Key;
}
