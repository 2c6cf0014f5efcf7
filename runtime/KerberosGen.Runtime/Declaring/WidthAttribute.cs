namespace KerberosGen;

/// <summary>
/// On an integer: it takes this many bytes on the wire, fewer than its type in memory, such as three for a <c>u24</c>. A value
/// that does not fit is refused when it is packed. On a <see cref="UnixTimeAttribute">time</see>: 4 or 8.
/// </summary>
/// <param name="bytes">Bytes on the wire, 1 to the size of the field's type.</param>
[AttributeUsage(AttributeTargets.Field)]
public sealed class WidthAttribute(int bytes) : Attribute
{
    /// <summary>Bytes on the wire.</summary>
    public int Bytes { get; } = bytes;
}
