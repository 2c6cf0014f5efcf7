namespace KerberosGen.Inspection.Decoding;

/// <summary>Cuts one direction of a connection into packets.</summary>
internal interface IPacketStream
{
    /// <summary>Bytes of memory that it holds.</summary>
    int Held { get; }

    /// <summary>Takes the next bytes; the sink receives the packets that they complete.</summary>
    void Append(ReadOnlySpan<byte> bytes, IStreamSink sink);

    /// <summary>Says that so many bytes of the stream are lost.</summary>
    void Skip(long size, IStreamSink sink);

    /// <summary>Says that the stream has ended.</summary>
    void Complete(IStreamSink sink);
}
