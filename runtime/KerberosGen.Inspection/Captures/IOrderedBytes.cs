namespace KerberosGen.Inspection.Captures;

/// <summary>Receives one direction of a TCP connection in order.</summary>
internal interface IOrderedBytes
{
    /// <summary>Receives the next bytes; gone once this returns.</summary>
    void Deliver(ReadOnlySpan<byte> bytes);

    /// <summary>Says that the next bytes are not in the capture.</summary>
    void Lose(long size);
}
