namespace KerberosGen.Framing;

/// <summary>What became of an attempt to cut the next packet from a stream.</summary>
public enum FrameStatus : byte
{
    /// <summary>A header and its whole payload are there.</summary>
    Done,

    /// <summary>The stream so far ends within a packet.</summary>
    NeedMoreData,

    /// <summary>
    /// The header announces a payload that its code cannot have, or that is over the limit. Nothing of it was waited for;
    /// the stream cannot be read any further.
    /// </summary>
    SizeRefused,

    /// <summary>The header itself is not valid: a constant, a range or a rule of its declaration does not hold. The stream cannot be read any further.</summary>
    HeaderRefused,
}
