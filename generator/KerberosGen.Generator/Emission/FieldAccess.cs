using KerberosGen.Generator.Specs;
using static KerberosGen.Generator.Emission.Names;

namespace KerberosGen.Generator.Emission;

/// <summary>One field of fixed size, read or written at a constant offset from a reference that has been checked.</summary>
internal static class FieldAccess
{
    public static string Read(FieldSpec field, string target, string from, int offset) => field.Shape switch
    {
        FieldShape.Integer => $"{target} = {ReadInteger(field, from, offset)};",
        FieldShape.Enum => $"{target} = ({field.TypeFullName}){ReadInteger(field, from, offset)};",
        FieldShape.Domain => $"{target} = {Wire}.Read<{field.TypeFullName}>(in {from}, {Number(offset)});",
        _ => $"{field.TypeFullName}.ReadUnchecked(in {At(from, offset)}, out {target});",
    };

    public static string Write(FieldSpec field, string value, string to, int offset) => field.Shape switch
    {
        FieldShape.Integer => WriteInteger(field, value, to, offset),
        FieldShape.Enum => WriteInteger(field, $"({field.Integer}){value}", to, offset),
        FieldShape.Domain => $"{Wire}.Write(ref {to}, {Number(offset)}, in {value});",
        _ => $"{value}.WriteUnchecked(ref {At(to, offset)});",
    };

    private static string ReadInteger(FieldSpec field, string from, int offset) =>
        field.Size == 1
            ? $"{Wire}.Read<{field.Integer}>(in {from}, {Number(offset)})"
            : $"{Wire}.Read{Order(field)}<{field.Integer}>(in {from}, {Number(offset)})";

    private static string WriteInteger(FieldSpec field, string value, string to, int offset) =>
        field.Size == 1
            ? $"{Wire}.Write<{field.Integer}>(ref {to}, {Number(offset)}, {value});"
            : $"{Wire}.Write{Order(field)}<{field.Integer}>(ref {to}, {Number(offset)}, {value});";

    private static string Order(FieldSpec field) => field.IsBigEndian ? "BigEndian" : "LittleEndian";

    private static string At(string start, int offset) =>
        offset == 0 ? start : $"{Unsafe}.Add(ref {Unsafe}.AsRef(in {start}), {Number(offset)})";
}
