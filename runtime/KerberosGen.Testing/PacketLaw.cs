namespace KerberosGen.Testing;

/// <summary>What holds for every packet.</summary>
public enum PacketLaw
{
    /// <summary>A packet's bytes, made by an encoder that knows only the table, are read whole; bytes behind them are left alone.</summary>
    RoundTrip,

    /// <summary>The packet read from them is written as the same bytes: the generated code agrees with the table's own encoder.</summary>
    Reencoding,

    /// <summary>The announced size is written and nothing behind it; into too little room nothing is written at all.</summary>
    Size,

    /// <summary>
    /// A packet cut anywhere asks for no more than the bytes that are missing. What goes on to the end of what it is given may be a
    /// shorter packet when it is cut.
    /// </summary>
    EveryPrefix,

    /// <summary>
    /// Any bytes are answered without an exception: with a packet that is written as it was read, with a number of missing bytes, or
    /// with the broken field; and unless the answer is done, the packet is the default value.
    /// </summary>
    NoThrow,

    /// <summary>Any bytes are a packet exactly if they are one by the table, and the same one.</summary>
    TableAgreement,

    /// <summary>A sequence of segments, cut anywhere, is answered as the span of its bytes.</summary>
    SequenceEqualsSpan,
}
