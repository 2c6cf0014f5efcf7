namespace KerberosGen.Codec;

/// <summary>What became of an attempt to unpack.</summary>
public enum UnpackStatus : byte
{
    /// <summary>The packet was read.</summary>
    Done,

    /// <summary>The bytes at hand are a proper beginning; more are needed.</summary>
    NeedMoreData,

    /// <summary>The bytes cannot be this packet, whatever follows them.</summary>
    Invalid,
}
