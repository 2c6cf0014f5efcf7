namespace KerberosGen;

/// <summary>
/// On a field of fixed size: it always holds this value, such as a magic number or a reserved zero. The generator writes it
/// whatever the field holds and checks it on reading; equality skips it.
/// </summary>
/// <param name="value">
/// An integer or enum value for an integer or enum field; a string (UTF-8) or a <c>byte[]</c> for a <c>[FixedBytes]</c> or
/// <c>[FixedText]</c> type, of exactly its size (a text may be shorter, NUL follows).
/// </param>
[AttributeUsage(AttributeTargets.Field)]
public sealed class ConstantAttribute(object value) : Attribute
{
    /// <summary>What always stands there.</summary>
    public object Value { get; } = value;
}
