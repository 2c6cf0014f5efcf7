namespace KerberosGen.Examples.Socks5;

/// <summary>METHOD: RFC 1928, section 3. Others are kept.</summary>
public enum AuthenticationMethod : byte
{
    /// <summary>No proof is needed.</summary>
    None = 0x00,

    /// <summary>RFC 1961.</summary>
    Gssapi = 0x01,

    /// <summary>RFC 1929.</summary>
    UserNamePassword = 0x02,

    /// <summary>The server takes none of those offered.</summary>
    NoneAcceptable = 0xFF,
}
