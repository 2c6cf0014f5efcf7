namespace KerberosGen.Examples.Socks5;

/// <summary>Who the client is: RFC 1929, section 2.</summary>
[Packet]
public ref partial struct UserNamePassword
{
    /// <summary>VER of this subnegotiation.</summary>
    [Constant(1)] public byte Version;

    /// <summary>ULEN and UNAME.</summary>
    [LengthPrefix(1), Text] public ReadOnlySpan<byte> UserName;

    /// <summary>PLEN and PASSWD.</summary>
    [LengthPrefix(1), Text, Secret] public ReadOnlySpan<byte> Password;
}
