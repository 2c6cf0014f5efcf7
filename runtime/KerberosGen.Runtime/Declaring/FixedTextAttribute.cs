namespace KerberosGen;

/// <summary>
/// Makes an empty <c>readonly partial struct</c> a domain type of text: UTF-8, unless <see cref="Encoding"/> says otherwise, in
/// exactly <paramref name="size"/> bytes, the rest filled with NUL.
/// </summary>
/// <param name="size">Bytes on the wire, 1 to 65,535.</param>
[AttributeUsage(AttributeTargets.Struct)]
public sealed class FixedTextAttribute(int size) : Attribute
{
    /// <summary>Bytes on the wire.</summary>
    public int Size { get; } = size;

    /// <summary>How the text stands in the bytes.</summary>
    public TextEncoding Encoding { get; set; }

    /// <summary>
    /// True (the default) if a NUL must stand behind the text, which then holds at most <see cref="Size"/> - 1 bytes;
    /// false if the text may fill every byte.
    /// </summary>
    public bool Terminated { get; set; } = true;
}
