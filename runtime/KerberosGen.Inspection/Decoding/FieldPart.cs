namespace KerberosGen.Inspection.Decoding;

/// <summary>What a decoded run of bytes is to the field that it belongs to.</summary>
public enum FieldPart : byte
{
    /// <summary>The field itself.</summary>
    Value,

    /// <summary>Padding in front of the field, or at its packet's end.</summary>
    Padding,

    /// <summary>The length in front of the field.</summary>
    LengthPrefix,

    /// <summary>The count in front of the field.</summary>
    CountPrefix,
}
