namespace KerberosGen.Examples.Socks5;

/// <summary>REP: RFC 1928, section 6. Others are kept.</summary>
public enum ReplyCode : byte
{
    /// <summary>It is done.</summary>
    Succeeded = 0,

    /// <summary>The server failed.</summary>
    GeneralFailure = 1,

    /// <summary>The rules do not allow it.</summary>
    NotAllowed = 2,

    /// <summary>No way to that network.</summary>
    NetworkUnreachable = 3,

    /// <summary>No way to that host.</summary>
    HostUnreachable = 4,

    /// <summary>Nobody listens there.</summary>
    ConnectionRefused = 5,

    /// <summary>It took too long.</summary>
    TtlExpired = 6,

    /// <summary>The server does not know the command.</summary>
    CommandNotSupported = 7,

    /// <summary>The server does not know the address type.</summary>
    AddressTypeNotSupported = 8,
}
