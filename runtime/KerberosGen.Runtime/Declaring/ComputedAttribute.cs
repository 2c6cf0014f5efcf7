namespace KerberosGen;

/// <summary>
/// On a field of fixed size: its value follows from the others. It is written from a property of the packet that the declaration
/// adds, and checked against it on reading. Packing ignores the field's value and equality skips it.
/// </summary>
/// <param name="property">A readable instance property of the same packet and of the field's type, by <c>nameof</c>.</param>
[AttributeUsage(AttributeTargets.Field)]
public sealed class ComputedAttribute(string property) : Attribute
{
    /// <summary>The property.</summary>
    public string Property { get; } = property;
}
