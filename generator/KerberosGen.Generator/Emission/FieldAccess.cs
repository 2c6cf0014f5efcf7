using System.Linq;
using KerberosGen.Generator.Specs;
using static KerberosGen.Generator.Emission.Names;

namespace KerberosGen.Generator.Emission;

/// <summary>One field of fixed size, read or written at a constant offset from a reference that has been checked.</summary>
internal static class FieldAccess
{
    /// <summary>The statement that reads it.</summary>
    public static string Read(FieldSpec field, string target, Spot spot) => field.Shape switch
    {
        FieldShape.Integer or FieldShape.Float => $"{target} = {ReadNumber(field, spot)};",
        FieldShape.Enum => $"{target} = ({field.TypeFullName}){ReadNumber(field, spot)};",
        FieldShape.Boolean => $"{target} = {ReadNumber(field, spot)} != 0;",
        FieldShape.Guid => $"{target} = {Wire}.ReadGuid(in {spot.Start}, {spot.At}, {IsBigEndian(field)});",
        FieldShape.Time => $"{target} = global::System.DateTimeOffset.FromUnixTime{field.TimeUnit}({ReadNumber(field, spot)});",
        FieldShape.Domain => $"{target} = {Wire}.Read<{field.TypeFullName}>(in {spot.Start}, {spot.At});",
        FieldShape.Array => Each(field, Read(field.Entry!, target + "[i]", spot.Entry(field.Entry!.Size!.Value))),
        _ => $"{field.TypeFullName}.ReadUnchecked(in {spot.Reference}, out {target});",
    };

    /// <summary>The statement that writes a value of it.</summary>
    public static string Write(FieldSpec field, string value, Spot spot) => field.Shape switch
    {
        FieldShape.Integer or FieldShape.Float => WriteNumber(field, value, spot),
        FieldShape.Enum => WriteNumber(field, field.IsConstant ? value : $"({field.Integer}){value}", spot),
        FieldShape.Boolean => $"{Wire}.Write<byte>(ref {spot.Start}, {spot.At}, {AsByte(value)});",
        FieldShape.Guid => $"{Wire}.WriteGuid(ref {spot.Start}, {spot.At}, {value}, {IsBigEndian(field)});",
        FieldShape.Time => $"{Wire}.Write{Order(field)}<{TimeInteger(field)}>(ref {spot.Start}, {spot.At}, {(field.Size == 4 ? "(uint)" : "")}{value}.ToUnixTime{field.TimeUnit}());",
        FieldShape.Domain when field.IsConstant => $"{Wire}.WriteBytes(ref {spot.Start}, {spot.At}, {Literals.Bytes(field.ConstantBytes)});",
        FieldShape.Domain => $"{Wire}.Write(ref {spot.Start}, {spot.At}, {(field.Computed is null ? "in " : "")}{value});",
        FieldShape.Array => Each(field, Write(field.Entry!, value + "[i]", spot.Entry(field.Entry!.Size!.Value))),
        _ => $"{value}.WriteUnchecked(ref {spot.Reference});",
    };

    /// <summary>What stands there as a number of the field's integer type: an enum's integer, a bool's byte, a time's count.</summary>
    public static string ReadNumber(FieldSpec field, Spot spot)
    {
        int size = field.Size!.Value;
        string type = field.Shape switch
        {
            FieldShape.Boolean => "byte",
            FieldShape.Time => TimeInteger(field),
            _ => field.Integer,
        };
        string place = $"in {spot.Start}, {spot.At}";
        if (field.Shape is FieldShape.Boolean or FieldShape.Float or FieldShape.Time || size == field.NaturalSize)
            return size == 1 ? $"{Wire}.Read<{type}>({place})" : $"{Wire}.Read{Order(field)}<{type}>({place})";
        if (SmallerType(field) is { } smaller)
            return $"({type}){Wire}.Read{(size == 1 ? "" : Order(field))}<{smaller}>({place})";
        string bits = $"{Wire}.Read{Order(field)}({place}, {Number(size)})";
        return field.IsSigned ? $"({type}){Wire}.SignExtend({bits}, {Number(8 * size)})" : type == "ulong" ? bits : $"({type}){bits}";
    }

    public static string Order(FieldSpec field) => field.IsBigEndian ? "BigEndian" : "LittleEndian";

    public static string AsByte(string value) => value switch { "true" => "1", "false" => "0", _ => $"{value} ? (byte)1 : (byte)0" };

    private static string WriteNumber(FieldSpec field, string value, Spot spot)
    {
        int size = field.Size!.Value;
        string place = $"ref {spot.Start}, {spot.At}";
        if (size == field.NaturalSize)
            return size == 1 ? $"{Wire}.Write<{field.Integer}>({place}, {value});" : $"{Wire}.Write{Order(field)}<{field.Integer}>({place}, {value});";
        if (SmallerType(field) is { } smaller)
            return $"{Wire}.Write{(size == 1 ? "" : Order(field))}<{smaller}>({place}, ({smaller}){Operand(value)});";
        string bits = field.IsSigned ? $"unchecked((ulong){value})" : $"(ulong){Operand(value)}";
        return $"{Wire}.Write{Order(field)}({place}, {Number(size)}, {bits});";
    }

    private static string? SmallerType(FieldSpec field) => field.Size switch
    {
        1 => field.IsSigned ? "sbyte" : "byte",
        2 => field.IsSigned ? "short" : "ushort",
        4 => field.IsSigned ? "int" : "uint",
        8 => field.IsSigned ? "long" : "ulong",
        _ => null,
    };

    private static string TimeInteger(FieldSpec field) => field.Size == 4 ? "uint" : "long";

    private static string IsBigEndian(FieldSpec field) => field.IsBigEndian ? "isBigEndian: true" : "isBigEndian: false";

    private static string Operand(string value) => value.Length > 0 && value[0] == '-' ? $"({value})" : value;

    private static string Each(FieldSpec field, string statement) =>
        $"for (int i = 0; i < {Number(field.Count)}; i++)\n    {statement.Split('\n').Single()}";
}
