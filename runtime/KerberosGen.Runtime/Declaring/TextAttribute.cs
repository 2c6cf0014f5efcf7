namespace KerberosGen;

/// <summary>
/// On a field of bytes: they are text. The codec keeps them as they are; <c>ToString</c>, the layout table and the inspector read
/// them in this encoding.
/// </summary>
/// <param name="encoding">The encoding.</param>
[AttributeUsage(AttributeTargets.Field)]
public sealed class TextAttribute(TextEncoding encoding = TextEncoding.Utf8) : Attribute
{
    /// <summary>The encoding.</summary>
    public TextEncoding Encoding { get; } = encoding;
}
