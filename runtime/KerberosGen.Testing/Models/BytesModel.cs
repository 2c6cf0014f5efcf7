using System.Collections.Immutable;
using KerberosGen.Layout;

namespace KerberosGen.Testing;

/// <summary>Bytes as they stand on the wire: bytes, text, a UUID or a domain type.</summary>
/// <param name="bytes">The bytes, without a prefix or a NUL behind them.</param>
public sealed class BytesModel(ImmutableArray<byte> bytes) : ValueModel
{
    /// <summary>The bytes.</summary>
    public ImmutableArray<byte> Bytes { get; } = bytes;

    internal override void Print(ModelText text, FieldType? type)
    {
        text.Write(ModelText.Hex(Bytes.AsSpan()));
        if (type is { Kind: FieldKind.Text } && !Bytes.IsEmpty)
            text.Write($" \"{ModelText.Readable(Bytes.AsSpan())}\"");
    }
}
