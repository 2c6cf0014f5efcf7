using System.Collections.Immutable;
using KerberosGen.Layout;

namespace KerberosGen.Testing;

/// <summary>One field of a packet's model.</summary>
/// <param name="layout">Its row in the table.</param>
/// <param name="value">What stands in it; null while its conditions do not hold.</param>
public sealed class FieldModel(FieldLayout layout, ValueModel? value)
{
    /// <summary>Its row in the table.</summary>
    public FieldLayout Layout { get; } = layout;

    /// <summary>
    /// What stands in it; null while its conditions do not hold. What the encoder derives (a length, a count, a checksum, a constant)
    /// is shown here, but not written from here.
    /// </summary>
    public ValueModel? Value { get; } = value;

    /// <summary>
    /// The bytes of ignored padding in front of it, where an entry of a list or a sequence keeps them as they stand; otherwise empty,
    /// for zeros.
    /// </summary>
    public ImmutableArray<byte> Padding { get; init; } = [];

    internal FieldModel With(ValueModel? value) => new(Layout, value) { Padding = Padding };
}
