using KerberosGen.Codec;
using KerberosGen.Layout;
using KerberosGen.Packets;

namespace KerberosGen.Protocol;

/// <summary>
/// Why the KDC refuses, with 1609 or 1601, in the words of its log and of the tools that explain a refusal. The peer is never
/// told. The order is the order of the checks. What a room refuses for the same reason is said as <see cref="Refusals"/> has
/// it, and what is wrong with a name or a password as <see cref="Validator"/> has it.
/// </summary>
public static class KdcRefusals
{
    /// <summary>A header that its declaration does not allow.</summary>
    public const string HeaderNotValid = "a request's header is not valid";

    /// <summary>Bytes behind the one request that a datagram holds.</summary>
    public static string BehindTheRequest(long size) => $"{size} bytes follow the request in its datagram";

    /// <summary>A datagram that ends too early, or begins with a header that is not valid.</summary>
    public static string NoWholeRequest(int size) => $"a datagram of {size} bytes is no whole request";

    /// <summary>A request that only a room answers.</summary>
    public static string ForARoom(PacketLayout packet) => $"{packet} is for a room, not for the KDC";

    /// <summary>A client that is not registered.</summary>
    public static string UnknownClient(PrincipalId id) => $"unknown client {id}";

    /// <summary>A service that is not registered.</summary>
    public static string UnknownService(PrincipalId id) => $"unknown service {id}";

    /// <summary>A client that is disabled.</summary>
    public static string ClientDisabled(PrincipalId id) => $"client {id} is disabled";

    /// <summary>A service that is disabled.</summary>
    public static string ServiceDisabled(PrincipalId id) => $"service {id} is disabled";

    /// <summary>A list of services that no response carries.</summary>
    public static string ListTooLong(int count) =>
        $"the list has {count} services, but a response carries {PackedServiceList.MostServices} at most: remove or disable some";

    /// <summary>A registration where only the administrator registers.</summary>
    public const string RegistrationClosed = "Registration is closed: the administrator registers clients and services.";

    /// <summary>A service that registers from where 1602 cannot send its clients.</summary>
    public static string ServiceOverIPv6(in PrincipalName name) =>
        $"The service {Shown(in name)} registers over IPv6, which the list of services cannot carry.";

    /// <summary>A client's name that is taken.</summary>
    public static string ClientNameTaken(in PrincipalName name) => $"The name {Shown(in name)} is registered already.";

    /// <summary>A service's name that is taken.</summary>
    public static string ServiceNameTaken(in PrincipalName name) => $"The service name {Shown(in name)} is registered already.";

    /// <summary>An answer that is too long for a datagram.</summary>
    public static string AnswerTooLong(int size, int limit) => $"the answer has {size} bytes; over UDP it may have {limit}, so ask by TCP";

    private static string Shown(in PrincipalName name) => DisplayText.Quote(name.Utf8);
}
