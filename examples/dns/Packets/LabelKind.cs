namespace KerberosGen.Examples.Dns;

/// <summary>The two high bits of a label's first byte.</summary>
public enum LabelKind : byte
{
    /// <summary>A text of up to 63 bytes.</summary>
    Text = 0b00,

    /// <summary>An offset into the message.</summary>
    Pointer = 0b11,
}
