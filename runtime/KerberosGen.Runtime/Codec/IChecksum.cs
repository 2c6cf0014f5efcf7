namespace KerberosGen.Codec;

/// <summary>A checksum that takes its bytes in pieces, in order. For <see cref="ChecksumAttribute{TChecksum}"/>; a user's own is one too.</summary>
public interface IChecksum
{
    /// <summary>The name in the layout table and on paper, such as <c>crc-32</c>.</summary>
    static abstract string Name { get; }

    /// <summary>Takes more bytes.</summary>
    void Append(ReadOnlySpan<byte> bytes);

    /// <summary>The checksum of the bytes so far, in the low bits of the field's width.</summary>
    ulong Value { get; }
}
