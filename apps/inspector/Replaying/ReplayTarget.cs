using System.Globalization;
using System.Net;
using System.Net.Sockets;
using KerberosGen.Codec;

namespace KerberosGen.Inspector.Replaying;

/// <summary>Where packets are sent to: looked up once, so that what was allowed is what is sent to.</summary>
/// <param name="EndPoint">The address and port.</param>
internal sealed record ReplayTarget(IPEndPoint EndPoint)
{
    private const string Loopback = "127.0.0.1";

    /// <summary>Finds a port of loopback, or a host and port; off loopback only if that is allowed.</summary>
    public static bool TryFind(string text, bool anywhere, out ReplayTarget target, out string error)
    {
        target = null!;
        int colon = text.LastIndexOf(':');
        string host = colon < 0 ? Loopback : text[..colon].Trim('[', ']');
        if (host.Length == 0 || !ushort.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out ushort port) || port == 0)
        {
            error = $"{DisplayText.Escape(text)} is no place to send to; write PORT of this machine, or HOST:PORT, such as localhost:8000 or [::1]:8000";
            return false;
        }

        IPAddress[] addresses;
        try
        {
            addresses = Dns.GetHostAddresses(host);
        }
        catch (Exception exception) when (exception is SocketException or ArgumentException)
        {
            error = $"{DisplayText.Escape(host)}: {DisplayText.Escape(exception.Message)}";
            return false;
        }

        // A name may have addresses of both kinds; this machine's own comes first.
        IPAddress? address = addresses.OrderByDescending(IPAddress.IsLoopback).ThenBy(a => a.AddressFamily).FirstOrDefault(a => anywhere || IPAddress.IsLoopback(a));
        error = address is not null ? "" : $"{DisplayText.Escape(host)} is not this machine; packets that were recorded can do harm elsewhere. --anywhere sends them all the same";
        if (address is null)
            return false;
        target = new ReplayTarget(new IPEndPoint(address, port));
        return true;
    }
}
