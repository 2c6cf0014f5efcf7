namespace KerberosGen;

/// <summary>
/// Marks an unsigned integer as the number of bytes of the whole packet, itself included. Only fields of fixed size stand
/// before it. The generator writes it and, on reading, ends the packet there: parts that go on to the end end with it.
/// Packing ignores its value and equality skips it.
/// </summary>
[AttributeUsage(AttributeTargets.Field)]
public sealed class PacketLengthAttribute : Attribute
{
    /// <summary>What is added to the packet's bytes, such as -4 where the length does not count itself.</summary>
    public int Adjust { get; set; }
}
