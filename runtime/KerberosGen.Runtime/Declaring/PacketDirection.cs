namespace KerberosGen;

/// <summary>Which way a packet travels.</summary>
public enum PacketDirection : byte
{
    /// <summary>From the side that opened the connection.</summary>
    Request,

    /// <summary>From the side that accepted the connection.</summary>
    Response,
}
