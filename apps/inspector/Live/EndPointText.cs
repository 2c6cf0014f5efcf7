using System.Globalization;
using System.Net;
using System.Net.Sockets;
using KerberosGen.Codec;

namespace KerberosGen.Inspector.Live;

/// <summary>Reads where to listen and where to connect to.</summary>
internal static class EndPointText
{
    /// <summary>Reads <c>PORT</c> (on loopback), <c>ADDRESS:PORT</c>, <c>[ADDRESS]:PORT</c> or <c>HOST:PORT</c>.</summary>
    /// <returns>Null, or what is wrong.</returns>
    public static async Task<(IPEndPoint? EndPoint, string Error)> Resolve(string text, CancellationToken cancellation)
    {
        string shown = DisplayText.Escape(text);
        int colon = text.LastIndexOf(':');
        string host = colon < 0 ? "" : text[..colon];
        if (!ushort.TryParse(text[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out ushort port))
            return (null, $"{shown} does not end in a port; write 127.0.0.1:8000, or 8000 for that");
        if (host.Length == 0)
            return (new IPEndPoint(IPAddress.Loopback, port), "");
        if (IPAddress.TryParse(host, out IPAddress? address))
            return (new IPEndPoint(address, port), "");
        try
        {
            IPAddress[] found = await Dns.GetHostAddressesAsync(host, cancellation);
            return found.Length == 0
                ? (null, $"{shown} has no address")
                : (new IPEndPoint(found.FirstOrDefault(static a => a.AddressFamily == AddressFamily.InterNetwork) ?? found[0], port), "");
        }
        catch (SocketException exception)
        {
            return (null, $"{shown}: {DisplayText.Escape(exception.Message)}");
        }
    }
}
