namespace KerberosGen.Benchmarks.Cases;

/// <summary>
/// One packet and the six things that are measured on it. One call of a measured loop handles <see cref="PacketsPerCall"/>
/// packets, so that a packet of 16 bytes is not drowned by the call. All sides work on the same memory.
/// </summary>
public abstract class CodecCase
{
    // Half a page: see Arena.
    private const int BytesPerCall = Arena.HalfPage;

    private protected CodecCase(string name, int bytes, bool isFixed)
    {
        Name = name;
        Bytes = bytes;
        IsFixed = isFixed;
        PacketsPerCall = 64;
        while (PacketsPerCall > 1 && PacketsPerCall * bytes > BytesPerCall)
            PacketsPerCall /= 2;
    }

    public string Name { get; }

    /// <summary>Bytes of one packet.</summary>
    public int Bytes { get; }

    /// <summary>True if the packet has a fixed size, and so must keep up with the bare copy.</summary>
    public bool IsFixed { get; }

    /// <summary>A power of two, at most 64.</summary>
    public int PacketsPerCall { get; }

    /// <summary>Each handles <see cref="PacketsPerCall"/> packets so many times, and answers a number that depends on all of them.</summary>
    public abstract int PackByCopy(int calls);

    public abstract int PackByHand(int calls);

    public abstract int PackGenerated(int calls);

    public abstract int UnpackByCopy(int calls);

    public abstract int UnpackByHand(int calls);

    public abstract int UnpackGenerated(int calls);

    public sealed override string ToString() => Name;

    /// <summary>Sides can be compared only if they write the same bytes and read back what was written.</summary>
    private protected void Require(bool agrees)
    {
        if (!agrees)
            throw new InvalidOperationException($"{Name}: the hand-written and the generated code do not agree.");
    }

    private protected static byte[] RandomBytes(int count)
    {
        byte[] bytes = new byte[count];
        new Random(24).NextBytes(bytes);
        return bytes;
    }
}
