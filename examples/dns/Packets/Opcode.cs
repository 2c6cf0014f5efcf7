namespace KerberosGen.Examples.Dns;

/// <summary>OPCODE: RFC 1035, section 4.1.1. Others are kept.</summary>
public enum Opcode : byte
{
    /// <summary>A question.</summary>
    Query = 0,

    /// <summary>A question backwards, out of use.</summary>
    InverseQuery = 1,

    /// <summary>How the server is.</summary>
    Status = 2,

    /// <summary>A zone has changed (RFC 1996).</summary>
    Notify = 4,

    /// <summary>Change a zone (RFC 2136).</summary>
    Update = 5,
}
