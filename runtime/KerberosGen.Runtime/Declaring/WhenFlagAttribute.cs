namespace KerberosGen;

/// <summary>
/// On a field: it is there only while an earlier integer, enum or bit field of the same packet has a bit of this mask set. An
/// absent field takes no bytes and holds its default. Several conditions must all hold.
/// </summary>
/// <param name="field">The earlier field, by <c>nameof</c>.</param>
/// <param name="mask">An integer or a value of a <c>[Flags]</c> enum.</param>
[AttributeUsage(AttributeTargets.Field, AllowMultiple = true)]
public sealed class WhenFlagAttribute(string field, object mask) : Attribute
{
    /// <summary>The earlier field.</summary>
    public string Field { get; } = field;

    /// <summary>The bits, any one of which brings this field.</summary>
    public object Mask { get; } = mask;
}
