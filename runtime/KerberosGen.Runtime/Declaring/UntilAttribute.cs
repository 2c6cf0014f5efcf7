namespace KerberosGen;

/// <summary>
/// On a <see cref="Codec.PacketSequence{T}"/>: it ends behind the first entry in which a field has one of these values. With several
/// of these attributes, one that holds ends it.
/// </summary>
/// <param name="field">An integer, enum, bool or bit field of the entry, by <c>nameof</c>.</param>
/// <param name="values">Its values in the last entry.</param>
[AttributeUsage(AttributeTargets.Field, AllowMultiple = true)]
public sealed class UntilAttribute(string field, params object[] values) : Attribute
{
    /// <summary>The entry's field.</summary>
    public string Field { get; } = field;

    /// <summary>The values that end the sequence.</summary>
    public object[] Values { get; } = values;
}
