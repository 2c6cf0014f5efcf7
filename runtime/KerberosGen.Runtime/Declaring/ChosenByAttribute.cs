namespace KerberosGen;

/// <summary>On a field whose type is a <see cref="UnionAttribute">union</see>: an earlier field says which case stands there.</summary>
/// <param name="field">An earlier integer, enum or bit field of the same packet, by <c>nameof</c>.</param>
[AttributeUsage(AttributeTargets.Field)]
public sealed class ChosenByAttribute(string field) : Attribute
{
    /// <summary>The earlier field.</summary>
    public string Field { get; } = field;
}
