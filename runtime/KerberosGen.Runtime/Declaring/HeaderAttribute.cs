namespace KerberosGen;

/// <summary>
/// Declares a partial struct of fixed size as the header in front of every payload of one direction, in its namespace.
/// It needs one field marked <see cref="CodeAttribute"/> and one marked <see cref="PayloadSizeAttribute"/>.
/// </summary>
/// <param name="direction">The direction whose payloads this header announces.</param>
[AttributeUsage(AttributeTargets.Struct)]
public sealed class HeaderAttribute(PacketDirection direction) : Attribute
{
    /// <summary>The direction whose payloads this header announces.</summary>
    public PacketDirection Direction { get; } = direction;
}
