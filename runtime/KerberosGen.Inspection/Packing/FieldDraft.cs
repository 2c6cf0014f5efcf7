namespace KerberosGen.Inspection.Packing;

/// <summary>One row of a packet that is to be written.</summary>
internal sealed class FieldDraft
{
    /// <summary>What stands in it; null if that is to be derived.</summary>
    public required Draft? Value { get; set; }

    /// <summary>True if a value that follows from others is written as it is here all the same.</summary>
    public bool IsKept { get; set; } = true;

    /// <summary>True if a person named this field: it is never left out in silence.</summary>
    public bool IsNamed { get; init; }

    /// <summary>The padding in front of it, as far as it is not zero bytes.</summary>
    public ReadOnlyMemory<byte> Padding { get; init; }

    /// <summary>The length or count in front of it, to be kept; null to derive it.</summary>
    public ReadOnlyMemory<byte>? Prefix { get; init; }
}
