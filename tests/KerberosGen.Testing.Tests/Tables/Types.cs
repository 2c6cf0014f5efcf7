using KerberosGen.Layout;

namespace KerberosGen.Testing.Tests.Tables;

/// <summary>Types of layout tables that are made by hand.</summary>
internal static class Types
{
    public static FieldType Bytes { get; } = new() { Kind = FieldKind.Bytes, Name = "ReadOnlySpan<byte>" };

    public static FieldType Unsigned(int size, ByteOrder order = ByteOrder.LittleEndian) =>
        new() { Kind = FieldKind.Unsigned, Name = $"u{8 * size}", Size = size, ByteOrder = order };

    public static FieldType Signed(int size, ByteOrder order = ByteOrder.LittleEndian) =>
        new() { Kind = FieldKind.Signed, Name = $"i{8 * size}", Size = size, ByteOrder = order };

    public static FieldType Bits(int bits, ByteOrder order) => new() { Kind = FieldKind.Unsigned, Name = "byte", Bits = bits, ByteOrder = order };

    public static FieldType Leb128(int bits, FieldKind kind = FieldKind.Unsigned) => new() { Kind = kind, Name = "leb", IsLeb128 = true, Bits = bits };

    public static FieldType Of(PacketLayout packet) =>
        new() { Kind = packet.Kind == PacketKind.Union ? FieldKind.Union : FieldKind.Packet, Name = packet.Name, Size = packet.Size, Packet = packet };

    public static FieldType ListOf(FieldType entry) => new() { Kind = FieldKind.List, Name = $"PacketList<{entry.Name}>", Entry = entry };

    public static FieldType SequenceOf(PacketLayout entry) => new() { Kind = FieldKind.Sequence, Name = $"PacketSequence<{entry.Name}>", Entry = Of(entry) };

    public static FieldType ArrayOf(FieldType entry, int count) =>
        new() { Kind = FieldKind.Array, Name = "Array", Entry = entry, Count = count, Size = count * entry.Size };

    public static PacketLayout Packet(string name, params FieldLayout[] fields) =>
        new() { Name = name, Kind = PacketKind.Structure, MinSize = 0, Fields = [.. fields] };

    public static PacketLayout Union(string name, params FieldLayout[] cases) =>
        new() { Name = name, Kind = PacketKind.Union, MinSize = 0, Fields = [.. cases] };
}
