namespace KerberosGen.Inspection.Captures;

/// <summary>A segment that came before bytes in front of it.</summary>
/// <param name="Position">Bytes from the stream's beginning to its first byte.</param>
/// <param name="Bytes">What was kept of it.</param>
/// <param name="Length">Bytes that it had on the wire.</param>
internal readonly record struct EarlySegment(long Position, byte[] Bytes, int Length)
{
    private const int Overhead = 64;

    /// <summary>Bytes of memory that it takes.</summary>
    public int Cost => Bytes.Length + Overhead;
}
