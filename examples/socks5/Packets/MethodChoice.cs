namespace KerberosGen.Examples.Socks5;

/// <summary>The server's first message: RFC 1928, section 3.</summary>
[Packet]
public partial struct MethodChoice
{
    /// <summary>VER.</summary>
    [Constant(5)] public byte Version;

    /// <summary>METHOD.</summary>
    public AuthenticationMethod Method;
}
