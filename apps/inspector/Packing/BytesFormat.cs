namespace KerberosGen.Inspector.Packing;

/// <summary>How bytes are written to standard output.</summary>
internal enum BytesFormat
{
    /// <summary>As they are on the wire.</summary>
    Raw,

    /// <summary>As hex digits, a line for each packet.</summary>
    Hex,

    /// <summary>As base64, in lines of 76 characters.</summary>
    Base64,
}
