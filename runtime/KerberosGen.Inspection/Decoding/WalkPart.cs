namespace KerberosGen.Inspection.Decoding;

/// <summary>A part of the bytes with an end of its own: the whole of them, a packet that knows its length, a measured field.</summary>
/// <param name="End">Behind the last byte; it may be behind those that are there.</param>
/// <param name="IsOpen">True if nothing says where it ends: <paramref name="End"/> is where the bytes do.</param>
/// <param name="Name">What to call it in a hint.</param>
/// <param name="WhyItEnds">What says that it ends there.</param>
internal readonly record struct WalkPart(int End, bool IsOpen, string Name, string WhyItEnds)
{
    /// <summary>True if what does not fit has been told of.</summary>
    public bool IsExplained { get; init; }
}
