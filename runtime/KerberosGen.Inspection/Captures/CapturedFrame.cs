namespace KerberosGen.Inspection.Captures;

/// <summary>One frame of a capture file.</summary>
/// <param name="Time">When it was captured, to 100 ns.</param>
/// <param name="LinkType">What stands at its beginning.</param>
/// <param name="Bytes">Its bytes, as far as they were kept.</param>
/// <param name="OriginalLength">Bytes it had on the wire.</param>
public readonly record struct CapturedFrame(DateTimeOffset Time, LinkType LinkType, ReadOnlyMemory<byte> Bytes, uint OriginalLength);
