namespace KerberosGen.Packets;

/// <summary>In front of every request.</summary>
[Header(PacketDirection.Request)]
public partial struct RequestHeader
{
    /// <summary>Client or service UUID; sixteen zero bytes in a registration.</summary>
    public PrincipalId ClientId;

    /// <summary>Client or service version: 24.</summary>
    public byte Version;

    /// <summary>Request code.</summary>
    [Code] public ushort Code;

    /// <summary>Payload size in bytes.</summary>
    [PayloadSize] public uint PayloadSize;
}

/// <summary>In front of every response.</summary>
[Header(PacketDirection.Response)]
public partial struct ResponseHeader
{
    /// <summary>Server version: 24.</summary>
    public byte Version;

    /// <summary>Response code.</summary>
    [Code] public ushort Code;

    /// <summary>Payload size in bytes.</summary>
    [PayloadSize] public uint PayloadSize;
}
