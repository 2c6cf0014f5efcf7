using System.Net;
using KerberosGen.Codec;
using KerberosGen.Packets;

namespace KerberosGen.Protocol;

/// <summary>Why an administrative act is refused, in the words that the administrator reads.</summary>
public static class AdministrationRefusals
{
    /// <summary>A client that is not registered.</summary>
    public static string NoClient(in PrincipalName name) => $"There is no client {Shown(in name)}: 'kdc principals list' names those there are.";

    /// <summary>A service that is not registered.</summary>
    public static string NoService(in PrincipalName name) => $"There is no service {Shown(in name)}: 'kdc services list' names those there are.";

    /// <summary>A client's name that is taken.</summary>
    public static string ClientNameTaken(in PrincipalName name) => $"There is a client {Shown(in name)} already.";

    /// <summary>A service's name that is taken.</summary>
    public static string ServiceNameTaken(in PrincipalName name) => $"There is a service {Shown(in name)} already.";

    /// <summary>An address that 1602 cannot carry, or that no client can connect to.</summary>
    public static string AddressNotValid(IPEndPoint endPoint) =>
        $"Clients cannot be sent to {endPoint}: a service has the IPv4 address of one machine and a port from 1 to 65535.";

    /// <summary>A key of another size.</summary>
    public static string KeySize(int size) => $"A key has {AesKey.Size} bytes, not {size}.";

    private static string Shown(in PrincipalName name) => DisplayText.Quote(name.Utf8);
}
