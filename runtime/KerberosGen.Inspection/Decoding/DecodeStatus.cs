namespace KerberosGen.Inspection.Decoding;

/// <summary>How far a packet could be decoded.</summary>
public enum DecodeStatus : byte
{
    /// <summary>All of it, as its table says.</summary>
    Ok,

    /// <summary>Something of it is missing or contradicts its table.</summary>
    Partial,

    /// <summary>The header is whole, but no table has its code.</summary>
    Unknown,

    /// <summary>Bytes between packets that are no packet.</summary>
    Garbage,
}
