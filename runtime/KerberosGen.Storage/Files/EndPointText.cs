using System.Net;

namespace KerberosGen.Storage;

/// <summary>An address and a port as files hold them: <c>127.0.0.1:8000</c>, <c>[::1]:8000</c>.</summary>
internal static class EndPointText
{
    /// <summary>What is wrong with a text that is none.</summary>
    public const string Missing = "an address and a port such as 127.0.0.1:8000 must stand here";

    /// <summary>Writes one.</summary>
    /// <exception cref="ArgumentException">Its port is 0, which nobody can connect to.</exception>
    public static string Of(IPEndPoint endPoint) =>
        endPoint.Port > 0 ? endPoint.ToString() : throw new ArgumentException($"{endPoint} has no port.", nameof(endPoint));
}
