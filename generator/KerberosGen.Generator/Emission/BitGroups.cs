using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using KerberosGen.Generator.Specs;
using static KerberosGen.Generator.Emission.Names;

namespace KerberosGen.Generator.Emission;

/// <summary>Bit fields: the integer that several of them share is read into a local and written in one piece.</summary>
internal static class BitGroups
{
    /// <summary>The statement that reads the shared integer, at its first field.</summary>
    public static string Load(PacketSpec spec, FieldSpec first, Spot spot)
    {
        int size = first.Bits!.IntegerSize;
        string read = size == 1
            ? $"{Wire}.Read<byte>(in {spot.Start}, {spot.At})"
            : $"{Wire}.Read{FieldAccess.Order(first)}<{IntegerOf(size)}>(in {spot.Start}, {spot.At})";
        return $"{LocalType(size)} {LocalOf(spec, first)} = {read};";
    }

    /// <summary>A field's bits as a number.</summary>
    public static string Number(PacketSpec spec, FieldSpec field)
    {
        BitsSpec bits = field.Bits!;
        string local = LocalOf(spec, field);
        string shifted = bits.Shift == 0 ? local : $"({local} >> {Names.Number(bits.Shift)})";
        string number = bits.Count == 8 * bits.IntegerSize ? local : $"({shifted} & {Mask(bits.Count)})";
        // A larger enum may name what these bits cannot hold, which is no constant of a smaller type.
        return field.NaturalSize == 8 && bits.IntegerSize < 8 ? "(ulong)" + number : number;
    }

    /// <summary>The statement that takes a field out of the shared integer.</summary>
    public static string Read(PacketSpec spec, FieldSpec field, string target) => field.Shape == FieldShape.Boolean
        ? $"{target} = {Number(spec, field)} != 0;"
        : $"{target} = ({field.TypeFullName}){Number(spec, field)};";

    /// <summary>The statement that writes the shared integer.</summary>
    public static string Write(PacketSpec spec, FieldSpec first, Spot spot)
    {
        int size = first.Bits!.IntegerSize;
        string type = LocalType(size);
        string all = string.Join(" | ", GroupOf(spec, first).Select(f => Shifted(spec, f, type)));
        return size == 1
            ? $"{Wire}.Write<byte>(ref {spot.Start}, {spot.At}, (byte)({all}));"
            : $"{Wire}.Write{FieldAccess.Order(first)}<{IntegerOf(size)}>(ref {spot.Start}, {spot.At}, {(size == 2 ? $"(ushort)({all})" : all)});";
    }

    private static string Shifted(PacketSpec spec, FieldSpec field, string type)
    {
        string value = WrittenValue.Of(spec, field);
        string number = field.Shape == FieldShape.Boolean
            ? value switch { "true" => $"({type})1", "false" => $"({type})0", _ => $"({value} ? ({type})1 : 0)" }
            : $"({type}){value}";
        return field.Bits!.Shift == 0 ? number : $"({number} << {Names.Number(field.Bits.Shift)})";
    }

    private static IEnumerable<FieldSpec> GroupOf(PacketSpec spec, FieldSpec first)
    {
        yield return first;
        foreach (FieldSpec field in spec.Fields.SkipWhile(f => f.Name != first.Name).Skip(1))
        {
            if (field.Bits is not { IsFirst: false })
                yield break;
            yield return field;
        }
    }

    private static string LocalOf(PacketSpec spec, FieldSpec field)
    {
        FieldSpec first = field;
        foreach (FieldSpec candidate in spec.Fields)
        {
            if (candidate.Bits is { IsFirst: true })
                first = candidate;
            if (candidate.Name == field.Name)
                break;
        }

        return Parameter(spec, first) + "Bits";
    }

    private static string IntegerOf(int size) => size switch { 1 => "byte", 2 => "ushort", 4 => "uint", _ => "ulong" };

    private static string LocalType(int size) => size == 8 ? "ulong" : "uint";

    private static string Mask(int bits) => "0x" + ((1UL << bits) - 1).ToString("x", CultureInfo.InvariantCulture);
}
