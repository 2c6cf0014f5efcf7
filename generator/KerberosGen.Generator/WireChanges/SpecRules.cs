using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using KerberosGen.Generator.Specs;
using KerberosGen.WireTables;

namespace KerberosGen.Generator.WireChanges;

/// <summary>The rules of declared fields in the words of <c>packets.spec</c>.</summary>
internal static class SpecRules
{
    /// <summary>In front of the type's name where only the compiled program knows what a checksum is called.</summary>
    public const string UnknownChecksum = "?";

    public static IEnumerable<string> Of(PacketSpec packet, FieldSpec field)
    {
        if (field.Role == "Code")
            yield return WireRules.Code;
        if (field.Role == "PayloadSize")
            yield return WireRules.PayloadSize;
        foreach (ConditionSpec condition in field.When)
            yield return condition.Mask != 0 ? WireRules.IfFlag(condition.WireName, condition.Mask) : WireRules.If(condition.WireName, condition.Values);
        if (field.Cases.Count > 0)
            yield return WireRules.Case(field.Cases);
        if (field.IsOtherwise)
            yield return WireRules.Otherwise;
        if (field.ChosenBy is { } chooser)
            yield return WireRules.ChosenBy(WireNameOf(packet, chooser));
        if (field.PadBefore > 0)
            yield return WireRules.PadBefore(field.PadBefore);
        if (field.Align > 0)
            yield return WireRules.Align(field.Align);
        if (field.IsPaddingIgnored)
            yield return WireRules.IgnoredPadding;
        if (field.Bits is { IsFirst: true } bits)
            yield return WireRules.FirstBits(bits.IntegerSize);
        if (field is { Role: "Length", Measures: { } measured })
            yield return WireRules.Length(WireNameOf(packet, measured), field.Adjust);
        if (field is { Role: "Count", Measures: { } counted })
            yield return WireRules.Count(WireNameOf(packet, counted), field.Adjust);
        if (field.Role == "PacketLength")
            yield return WireRules.PacketLength(field.Adjust);
        if (field.Prefix is { } prefix)
            yield return WireRules.Prefix(prefix.Width, field.IsBigEndian && prefix.Width != 0, prefix.IsCount, prefix.Adjust);
        if (field.IsNulTerminated)
            yield return WireRules.ToNul;
        foreach (ConditionSpec end in field.Until)
            yield return WireRules.Until(end.WireName, end.Values);
        foreach (string rule in OfValue(packet, field))
            yield return rule;
    }

    private static IEnumerable<string> OfValue(PacketSpec packet, FieldSpec field)
    {
        bool isOneBitValue = field.Bits is not null && field.OneOf.Count == 1;
        if (field.ConstantBytes.Count > 0)
            yield return WireRules.Constant(field.ConstantBytes);
        else if (field.ConstantValue is { } constant)
            yield return field.Size > 8 ? WireRules.Constant(WideBytes(field, constant)) : WireRules.Constant(constant, !field.IsSigned);
        else if (isOneBitValue)
            yield return WireRules.Constant(field.OneOf[0], isUnsigned: true);
        if (field.Computed is not null)
            yield return WireRules.Computed;
        if (field.Range is { } range)
            yield return WireRules.Range(Real(range.Min), Real(range.Max));
        if (field.OneOf.Count > 0 && !isOneBitValue)
            yield return WireRules.OneOf(field.OneOf);
        if (field.IsClosed)
            yield return WireRules.Closed;
        if (field.Encryption is { } encryption)
            yield return WireRules.Encrypted(encryption.Role, WireNameOf(packet, encryption.IvField), encryption.Padding == "Pkcs7");
        if (field.SyntheticIv is { } label)
            yield return WireRules.SyntheticIv(label);
        if (field.IsSecret && field.Shape is not (FieldShape.Domain or FieldShape.Packet or FieldShape.Union or FieldShape.Array))
            yield return WireRules.Secret;
        if (field.Checksum is { } checksum)
            yield return WireRules.Checksum(NameOf(checksum), WireNameOrNull(packet, checksum.From), WireNameOrNull(packet, checksum.To));
    }

    private static string NameOf(ChecksumSpec checksum) => checksum.TypeFullName switch
    {
        "global::KerberosGen.Codec.Crc16" => "crc-16",
        "global::KerberosGen.Codec.Crc16Ccitt" => "crc-16-ccitt",
        "global::KerberosGen.Codec.Crc32" => "crc-32",
        "global::KerberosGen.Codec.Adler32" => "adler-32",
        "global::KerberosGen.Codec.InternetChecksum" => "internet checksum",
        var other => UnknownChecksum + SpecTables.ShortName(other),
    };

    private static IEnumerable<byte> WideBytes(FieldSpec field, long value)
    {
        IEnumerable<byte> bytes = Enumerable.Range(0, field.Size!.Value)
            .Select(i => i < 8 ? (byte)(value >> (8 * i)) : field.IsSigned && value < 0 ? (byte)0xff : (byte)0);
        return field.IsBigEndian ? bytes.Reverse() : bytes;
    }

    private static double Real(string source) => source switch
    {
        "long.MinValue" => long.MinValue,
        "long.MaxValue" => long.MaxValue,
        "double.NegativeInfinity" => double.NegativeInfinity,
        "double.PositiveInfinity" => double.PositiveInfinity,
        _ => double.Parse(source.TrimEnd('L', 'l', 'D', 'd', 'F', 'f', 'U', 'u'), CultureInfo.InvariantCulture),
    };

    private static string WireNameOf(PacketSpec packet, string field) => packet.Fields.First(f => f.Name == field).WireName;

    private static string? WireNameOrNull(PacketSpec packet, string? field) => field is null ? null : WireNameOf(packet, field);
}
