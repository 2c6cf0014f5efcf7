namespace KerberosGen;

/// <summary>
/// Makes an empty <c>readonly partial struct</c> a domain type of exactly <paramref name="size"/> bytes, so that a nonce
/// can never be passed where a key is meant.
/// </summary>
/// <param name="size">Bytes on the wire, 1 to 65,535.</param>
[AttributeUsage(AttributeTargets.Struct)]
public sealed class FixedBytesAttribute(int size) : Attribute
{
    /// <summary>Bytes on the wire.</summary>
    public int Size { get; } = size;

    /// <summary>How the bytes are shown to a person: by <c>ToString</c> and by the inspector.</summary>
    public BytesDisplay Display { get; set; }
}
