namespace KerberosGen;

/// <summary>How text stands on the wire.</summary>
public enum TextEncoding : byte
{
    /// <summary>UTF-8 (RFC 3629).</summary>
    Utf8,

    /// <summary>One byte a character, 0 to 127.</summary>
    Ascii,

    /// <summary>ISO 8859-1: one byte a character, 0 to 255.</summary>
    Latin1,
}
