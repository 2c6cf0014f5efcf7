namespace KerberosGen;

/// <summary>
/// Marks an integer as the number of bytes in a later field of the same packet. The generator writes it from what it
/// measures and checks it on reading; packing ignores its value and equality skips it. While the measured field is absent
/// (<see cref="WhenAttribute"/>), it is an ordinary value.
/// </summary>
/// <param name="field">The field it measures, by <c>nameof</c>.</param>
[AttributeUsage(AttributeTargets.Field)]
public sealed class LengthOfAttribute(string field) : Attribute
{
    /// <summary>The field it measures.</summary>
    public string Field { get; } = field;

    /// <summary>True if it counts its own bytes too.</summary>
    public bool Inclusive { get; set; }

    /// <summary>What is added to the bytes of the field, such as the 8 bytes of a header that the length counts.</summary>
    public int Adjust { get; set; }
}
