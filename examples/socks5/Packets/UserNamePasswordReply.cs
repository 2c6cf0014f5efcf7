namespace KerberosGen.Examples.Socks5;

/// <summary>What the server says to it: RFC 1929, section 2.</summary>
[Packet]
public partial struct UserNamePasswordReply
{
    /// <summary>VER of this subnegotiation.</summary>
    [Constant(1)] public byte Version;

    /// <summary>STATUS: zero if it is right.</summary>
    public byte Status;
}
