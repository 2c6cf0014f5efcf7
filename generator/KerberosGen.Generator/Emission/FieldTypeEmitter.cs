using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using KerberosGen.Generator.Specs;
using static KerberosGen.Generator.Emission.Names;

namespace KerberosGen.Generator.Emission;

/// <summary>Spells the type in a row of a packet's table.</summary>
internal static class FieldTypeEmitter
{
    public static string TypeOf(FieldSpec field)
    {
        string name = Quote(field.TypeShortName);
        string size = SizeOf(field);
        string order = field.IsBigEndian ? $", ByteOrder = {Layout}ByteOrder.BigEndian" : "";
        string secret = field.IsSecret ? ", IsSecret = true" : "";
        string kind = $"Kind = {Layout}FieldKind.";
        return field.Shape switch
        {
            FieldShape.Integer => $"new() {{ {kind}{Sign(field)}, Name = {name}{size}{order}{secret} }}",
            FieldShape.Enum => $"new() {{ {kind}{Sign(field)}, Name = {name}{size}{order}{secret}, Members = [{Members(field)}]{EnumRules(field)} }}",
            FieldShape.Boolean => $"new() {{ {kind}Boolean, Name = {name}{size}{order}{secret} }}",
            FieldShape.Float => $"new() {{ {kind}Float, Name = {name}{size}{order}{secret} }}",
            FieldShape.Guid => $"new() {{ {kind}Guid, Name = {name}{size}{order}{secret} }}",
            FieldShape.Time => $"new() {{ {kind}Time, Name = {name}{size}{order}{secret}, TimeUnit = global::KerberosGen.UnixTimeUnit.{field.TimeUnit} }}",
            FieldShape.Domain => $"{field.TypeFullName}.FieldType",
            FieldShape.Packet when field.Size is null => $"new() {{ {kind}Packet, Name = {name}, Packet = {field.TypeFullName}.Layout{secret} }}",
            FieldShape.Packet => FixedPacket(field.TypeFullName, name),
            FieldShape.Union => $"new() {{ {kind}Union, Name = {name}, Packet = {field.TypeFullName}.Layout{secret} }}",
            FieldShape.Array => $"new() {{ {kind}Array, Name = {name}{size}, Count = {Number(field.Count)}, Entry = {TypeOf(field.Entry!)}{secret} }}",
            FieldShape.Bytes when field.IsText => $"new() {{ {kind}Text, Name = \"text\"{EncodingOf(field)}{secret} }}",
            FieldShape.Bytes => $"new() {{ {kind}Bytes, Name = \"bytes\"{secret} }}",
            FieldShape.Sequence => $"new() {{ {kind}Sequence, Name = {name}, Entry = new() {{ {kind}Packet, Name = {field.EntryFullName}.Layout.Name, Size = {field.EntryFullName}.Layout.Size, Packet = {field.EntryFullName}.Layout }}{secret} }}",
            _ => $"new() {{ {kind}List, Name = {name}, Entry = {(field.EntryIsPacket ? FixedPacket(field.EntryFullName, null) : field.EntryFullName + ".FieldType")}{secret} }}",
        };

        string FixedPacket(string type, string? quotedName) =>
            $"new() {{ {kind}Packet, Name = {quotedName ?? type + ".Layout.Name"}, Size = {type}.Size, Packet = {type}.Layout }}";
    }

    public static string Literal(long value) =>
        value == long.MinValue ? "long.MinValue" : value.ToString(CultureInfo.InvariantCulture) + "L";

    /// <summary>The bytes of a constant on the wire.</summary>
    public static IEnumerable<byte> ConstantOf(FieldSpec field)
    {
        if (field.ConstantValue is not { } value)
            return field.ConstantBytes;
        IEnumerable<byte> bytes = Enumerable.Range(0, field.Size!.Value).Select(i => (byte)(i < 8 ? value >> (8 * i) : value >> 63));
        return field.IsBigEndian ? bytes.Reverse() : bytes;
    }

    private static string SizeOf(FieldSpec field)
    {
        if (field.Bits is { } bits)
            return $", Bits = {Number(bits.Count)}";
        if (field.IsLeb128)
            return $", IsLeb128 = true, Bits = {Number(8 * field.NaturalSize)}";
        return field.Size is { } size ? $", Size = {Number(size)}" : "";
    }

    private static string EnumRules(FieldSpec field) =>
        (field.IsFlags ? ", IsFlags = true" : "") + (field.IsClosed ? ", IsClosed = true" : "");

    private static string EncodingOf(FieldSpec field) =>
        field.Encoding == "Utf8" ? "" : $", Encoding = global::KerberosGen.TextEncoding.{field.Encoding}";

    private static string Sign(FieldSpec field) => field.IsSigned ? "Signed" : "Unsigned";

    private static string Members(FieldSpec field) => string.Join(
        ", ", field.Members.Select(m => $"new({Quote(m.Name)}, {Literal(m.Value)})"));
}
