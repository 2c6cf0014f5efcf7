namespace KerberosGen;

/// <summary>
/// On a field: it is there only while an earlier integer, enum, bool or bit field of the same packet has one of these values. An
/// absent field takes no bytes and holds its default. Several conditions must all hold.
/// </summary>
/// <param name="field">The earlier field, by <c>nameof</c>.</param>
/// <param name="values">Its values: integers, enum values or a bool.</param>
[AttributeUsage(AttributeTargets.Field, AllowMultiple = true)]
public sealed class WhenAttribute(string field, params object[] values) : Attribute
{
    /// <summary>The earlier field.</summary>
    public string Field { get; } = field;

    /// <summary>The values with which this field is there.</summary>
    public object[] Values { get; } = values;
}
