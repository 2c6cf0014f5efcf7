namespace KerberosGen;

/// <summary>On an integer or enum field: any other value is invalid on reading and refused on writing.</summary>
/// <param name="values">Integers or enum values, at least one.</param>
[AttributeUsage(AttributeTargets.Field)]
public sealed class OneOfAttribute(params object[] values) : Attribute
{
    /// <summary>The values.</summary>
    public object[] Values { get; } = values;
}
