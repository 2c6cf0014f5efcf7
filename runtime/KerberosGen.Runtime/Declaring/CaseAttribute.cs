namespace KerberosGen;

/// <summary>On a field of a <see cref="UnionAttribute">union</see>: it is there if the choosing field has one of these values.</summary>
/// <param name="values">Integers or enum values, at least one; none of them stands in two cases.</param>
[AttributeUsage(AttributeTargets.Field)]
public sealed class CaseAttribute(params object[] values) : Attribute
{
    /// <summary>The choosing field's values.</summary>
    public object[] Values { get; } = values;
}
