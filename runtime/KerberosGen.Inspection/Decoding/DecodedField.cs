using System.Buffers.Binary;
using System.Text;
using KerberosGen.Layout;

namespace KerberosGen.Inspection.Decoding;

/// <summary>One field of a decoded packet: where it stands, its bytes, and the fields within it.</summary>
public sealed class DecodedField
{
    internal DecodedField(
        string path, string name, FieldType type, FieldLayout? layout, int offset, int? expectedLength,
        ReadOnlyMemory<byte> bytes, IReadOnlyList<DecodedField>? children = null)
    {
        Path = path;
        Name = name;
        Type = type;
        Layout = layout;
        Offset = offset;
        ExpectedLength = expectedLength;
        Bytes = bytes;
        Children = children ?? [];
    }

    /// <summary>Names from the packet inwards: <c>header.code</c>, <c>ticket.client_id</c>, <c>services[1].name</c>.</summary>
    public string Path { get; }

    /// <summary>The name on paper and in JSON; empty for an entry of a list.</summary>
    public string Name { get; }

    /// <summary>What stands in it.</summary>
    public FieldType Type { get; }

    /// <summary>The row of its packet's table; null for an entry of a list, a plaintext, and bytes without a table.</summary>
    public FieldLayout? Layout { get; }

    /// <summary>Bytes from the first byte of the packet's header (of the packet itself where it has no header).</summary>
    public int Offset { get; }

    /// <summary>Bytes that are there.</summary>
    public int Length => Bytes.Length;

    /// <summary>Bytes that it takes; null if nothing says so.</summary>
    public int? ExpectedLength { get; }

    /// <summary>The bytes that are there, as they stand on the wire.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>For a packet its fields, for a list its entries.</summary>
    public IReadOnlyList<DecodedField> Children { get; }

    /// <summary>For a ciphertext: what stands under it, once keys were tried.</summary>
    public Decryption? Decryption { get; internal set; }

    /// <summary>False if bytes are missing.</summary>
    public bool IsComplete => ExpectedLength is null || Length >= ExpectedLength;

    /// <summary>True if the value must not be shown unless a person asks for it.</summary>
    public bool IsSecret => Type.IsSecret;

    /// <summary>True if it holds no other fields.</summary>
    public bool IsLeaf => Type.Kind is not (FieldKind.Packet or FieldKind.List);

    /// <summary>An integer's bits. For <see cref="FieldKind.Signed"/>, cast to <see cref="long"/>.</summary>
    /// <exception cref="InvalidOperationException">It is not a whole integer.</exception>
    public ulong Number
    {
        get
        {
            if (Type.Kind is not (FieldKind.Unsigned or FieldKind.Signed) || !IsComplete || Length is 0 or > 8)
                throw new InvalidOperationException($"{Path} is not a whole integer.");
            return ReadNumber();
        }
    }

    /// <summary>The value's name in its enum, or null.</summary>
    public string? EnumName =>
        Type.Members.IsEmpty || !IsComplete || Length is 0 or > 8 ? null : Type.NameOf((long)Number);

    /// <summary>A text's bytes up to its NUL.</summary>
    public ReadOnlyMemory<byte> TextBytes
    {
        get
        {
            int end = Type.Size is null ? -1 : Bytes.Span.IndexOf((byte)0);
            return end < 0 ? Bytes : Bytes[..end];
        }
    }

    /// <summary>A text up to its NUL; bytes that are not UTF-8 become U+FFFD. Not made safe for a terminal.</summary>
    public string Text => Encoding.UTF8.GetString(TextBytes.Span);

    /// <summary>The field within with this name, or null.</summary>
    public DecodedField? this[string name] => DecodedPacket.Find(Children, name);

    /// <inheritdoc/>
    public override string ToString() => $"{Path} @ {Offset}, {Length} bytes";

    private ulong ReadNumber()
    {
        Span<byte> wide = stackalloc byte[8];
        ReadOnlySpan<byte> bytes = Bytes.Span;
        bool negative = Type.Kind == FieldKind.Signed
            && (Type.ByteOrder == ByteOrder.LittleEndian ? bytes[^1] : bytes[0]) >= 0x80;
        wide.Fill(negative ? (byte)0xff : (byte)0);
        if (Type.ByteOrder == ByteOrder.LittleEndian)
        {
            bytes.CopyTo(wide);
            return BinaryPrimitives.ReadUInt64LittleEndian(wide);
        }

        bytes.CopyTo(wide[(8 - bytes.Length)..]);
        return BinaryPrimitives.ReadUInt64BigEndian(wide);
    }
}
