namespace KerberosGen.Examples.Pcap;

/// <summary>A packet of a capture.</summary>
/// <param name="Interface">Its interface's place in <see cref="Capture.Interfaces"/>.</param>
/// <param name="Nanoseconds">When it was captured, since 1970-01-01 00:00:00 UTC; null if the file does not say.</param>
/// <param name="OriginalLength">Bytes that there were.</param>
/// <param name="Data">Those that were kept, by their place in the file.</param>
public sealed record CapturedPacket(int Interface, Int128? Nanoseconds, uint OriginalLength, Range Data)
{
    /// <summary>Bytes that were kept.</summary>
    public int CapturedLength => Data.End.Value - Data.Start.Value;
}
