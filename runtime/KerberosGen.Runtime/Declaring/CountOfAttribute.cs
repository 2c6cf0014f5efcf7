namespace KerberosGen;

/// <summary>
/// Marks an integer as the number of entries in a later <c>PacketList</c> of the same packet. The generator writes it from
/// what it measures and checks it on reading; packing ignores its value and equality skips it.
/// </summary>
/// <param name="field">The field it measures, by <c>nameof</c>.</param>
[AttributeUsage(AttributeTargets.Field)]
public sealed class CountOfAttribute(string field) : Attribute
{
    /// <summary>The field it measures.</summary>
    public string Field { get; } = field;
}
