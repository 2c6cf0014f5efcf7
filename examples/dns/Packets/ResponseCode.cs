namespace KerberosGen.Examples.Dns;

/// <summary>RCODE: RFC 1035, section 4.1.1. Others are kept.</summary>
public enum ResponseCode : byte
{
    /// <summary>It went well.</summary>
    NoError = 0,

    /// <summary>The server could not read the question.</summary>
    FormatError = 1,

    /// <summary>The server failed.</summary>
    ServerFailure = 2,

    /// <summary>There is no such name.</summary>
    NameError = 3,

    /// <summary>The server cannot do that.</summary>
    NotImplemented = 4,

    /// <summary>The server will not do that.</summary>
    Refused = 5,
}
