namespace KerberosGen.Protocol;

/// <summary>The protocol's fixed numbers (protocol, 'Headers' and 'Requests and responses').</summary>
public static class ProtocolLimits
{
    /// <summary>The only version: in every header, ticket and authenticator.</summary>
    public const byte Version = 24;

    /// <summary>The largest request, header included, in bytes: 64 KiB.</summary>
    public const int MaxRequestSize = 64 * 1024;

    /// <summary>The largest payload of a request, in bytes.</summary>
    public const uint MaxRequestPayload = MaxRequestSize - Packets.RequestHeader.Size;

    /// <summary>The largest payload of a response, in bytes: 16 MiB, a list of many rooms.</summary>
    public const uint MaxResponsePayload = 16 * 1024 * 1024;

    /// <summary>How far an authenticator's time may be from the room's clock, in seconds.</summary>
    public const int ClockSkewSeconds = 300;

    /// <summary>How long a ticket is good for unless the KDC is told otherwise.</summary>
    public static readonly TimeSpan DefaultTicketLifetime = TimeSpan.FromDays(1);

    /// <summary>The KDC's port unless it is told otherwise.</summary>
    public const ushort DefaultKdcPort = 8000;

    /// <summary>Packets of one connection that do not open or are not authenticated, after which it is closed.</summary>
    public const int MaxForgeries = 3;
}
