namespace KerberosGen;

/// <summary>
/// On a <see cref="DateTimeOffset"/>: it stands on the wire as an integer that counts from 1970-01-01 00:00:00 UTC, signed in eight
/// bytes, or unsigned in four with <c>[Width(4)]</c>. Written, it is rounded down to the unit; what neither the bytes nor the type
/// can hold is refused on writing and invalid on reading.
/// </summary>
/// <param name="unit">What it counts.</param>
[AttributeUsage(AttributeTargets.Field)]
public sealed class UnixTimeAttribute(UnixTimeUnit unit) : Attribute
{
    /// <summary>What it counts.</summary>
    public UnixTimeUnit Unit { get; } = unit;
}
