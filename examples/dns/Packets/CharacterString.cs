namespace KerberosGen.Examples.Dns;

/// <summary>A text of up to 255 bytes: RFC 1035, section 3.3.</summary>
[Packet]
public ref partial struct CharacterString
{
    /// <summary>The text.</summary>
    [LengthPrefix(1), Text] public ReadOnlySpan<byte> Text;
}
