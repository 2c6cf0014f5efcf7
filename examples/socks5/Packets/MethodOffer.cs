namespace KerberosGen.Examples.Socks5;

/// <summary>One method that the client knows.</summary>
[Packet]
public partial struct MethodOffer
{
    /// <summary>The method.</summary>
    public AuthenticationMethod Method;
}
