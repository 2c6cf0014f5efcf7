using System.Globalization;
using System.Linq;
using KerberosGen.Generator.Specs;
using static KerberosGen.Generator.Emission.Names;

namespace KerberosGen.Generator.Emission;

/// <summary>Emits a packet's table.</summary>
internal static class LayoutEmitter
{
    public static void Emit(SourceWriter source, PacketSpec spec)
    {
        source.Summary("The table of the packet's fields.");
        source.Open($"public static {Layout}PacketLayout Layout {{ get; }} = new()");
        source.Line($"Name = {Quote(Plain(spec.Type.Name))},");
        source.Line($"Summary = {Quote(spec.Summary)},");
        source.Line($"Kind = {Layout}PacketKind.{spec.Kind},");
        if (spec.Direction is { } direction)
            source.Line($"Direction = global::KerberosGen.PacketDirection.{direction},");
        if (spec.Kind == PacketKind.Message)
            source.Line($"Code = {Number(spec.Code!.Value)},");
        if (spec.WireLayout is { } wireLayout)
            source.Line($"WireLayout = {Quote(wireLayout)},");
        source.Line($"MinSize = {Number(spec.MinSize)},");
        if (spec.Size is { } size)
            source.Line($"Size = {Number(size)},");
        if (spec.Fields.Count == 0)
        {
            source.Line("Fields = [],");
        }
        else
        {
            source.Line("Fields =");
            source.Line("[");
            source.Indented(() =>
            {
                foreach (FieldSpec field in spec.Fields)
                    EmitField(source, spec, field);
            });
            source.Line("],");
        }

        source.Close(";");
    }

    private static void EmitField(SourceWriter source, PacketSpec spec, FieldSpec field)
    {
        source.Open("new()");
        source.Line($"Name = {Quote(field.WireName)},");
        if (field.Summary.Length > 0)
            source.Line($"Summary = {Quote(field.Summary)},");
        if (field.Offset is { } offset)
            source.Line($"Offset = {Number(offset)},");
        source.Line($"Type = {TypeOf(field)},");
        if (field.Role != "None")
            source.Line($"Role = {Layout}FieldRole.{field.Role},");
        if (field.Measures is { } measures)
            source.Line($"Measures = {Quote(WireNameOf(spec, measures))},");
        if (field.MeasuredBy is { } measuredBy)
            source.Line($"MeasuredBy = {Quote(WireNameOf(spec, measuredBy))},");
        if (field.Encryption is { } encryption)
        {
            source.Open("Encryption = new()");
            source.Line($"Role = {Quote(encryption.Role)},");
            source.Line($"Iv = {Quote(WireNameOf(spec, encryption.IvField))},");
            source.Line($"Padding = {Crypto}CipherPadding.{encryption.Padding},");
            source.Line($"Plaintext = {PlaintextOf(encryption)},");
            source.Close(",");
        }

        source.Close(",");
    }

    private static string TypeOf(FieldSpec field)
    {
        string name = Quote(field.TypeShortName);
        string order = field.IsBigEndian ? $", ByteOrder = {Layout}ByteOrder.BigEndian" : "";
        string secret = field.IsSecret ? ", IsSecret = true" : "";
        string kind = $"Kind = {Layout}FieldKind.";
        return field.Shape switch
        {
            FieldShape.Integer => $"new() {{ {kind}{Sign(field)}, Name = {name}, Size = {Number(field.Size!.Value)}{order}{secret} }}",
            FieldShape.Enum => $"new() {{ {kind}{Sign(field)}, Name = {name}, Size = {Number(field.Size!.Value)}{order}{secret}, Members = [{Members(field)}] }}",
            FieldShape.Domain => $"{field.TypeFullName}.FieldType",
            FieldShape.Packet => PacketType(field.TypeFullName, name),
            FieldShape.Bytes => $"new() {{ {kind}Bytes, Name = \"bytes\"{secret} }}",
            _ => $"new() {{ {kind}List, Name = {name}, Entry = {(field.EntryIsPacket ? PacketType(field.EntryFullName, null) : field.EntryFullName + ".FieldType")}{secret} }}",
        };

        string PacketType(string type, string? quotedName) =>
            $"new() {{ {kind}Packet, Name = {quotedName ?? type + ".Layout.Name"}, Size = {type}.Size, Packet = {type}.Layout }}";
    }

    private static string Sign(FieldSpec field) => field.IsSigned ? "Signed" : "Unsigned";

    private static string Members(FieldSpec field) => string.Join(
        ", ", field.Members.Select(m => $"new({Quote(m.Name)}, {Literal(m.Value)})"));

    private static string Literal(long value) =>
        value == long.MinValue ? "long.MinValue" : value.ToString(CultureInfo.InvariantCulture) + "L";

    private static string PlaintextOf(EncryptionSpec encryption) =>
        encryption.PlaintextFullName is { } type
            ? type + ".FieldType"
            : encryption.PlaintextIsText
                ? $"new() {{ Kind = {Layout}FieldKind.Text, Name = \"text\" }}"
                : $"new() {{ Kind = {Layout}FieldKind.Bytes, Name = \"bytes\" }}";

    private static string WireNameOf(PacketSpec spec, string field) => spec.Fields.First(f => f.Name == field).WireName;
}
