using System.Buffers.Binary;
using KerberosGen.Crypto;
using KerberosGen.Layout;
using KerberosGen.WireTables;

namespace KerberosGen.Inspection.Specs;

/// <summary>The generated layout tables, in the words of the written specification.</summary>
internal static class LayoutTables
{
    public static WireDocument Of(ProtocolLayout protocol) => new(
        protocol.Name, [.. protocol.Packets.Select(Of)], [.. LayoutTypes.Of(protocol.Packets)]);

    public static WireTable Of(PacketLayout packet) => new(
        KindOf(packet), packet.Name, packet.MinSize, packet.Size, packet.Summary, [.. packet.Fields.Select(f => RowOf(packet, f))])
    {
        Code = packet.Code,
        Announces = packet.Kind == PacketKind.Header ? MessagesOf(packet.Direction) : null,
        WireLayout = packet.WireLayout,
        Align = packet.Align,
        IsPaddingIgnored = packet.IsPaddingIgnored,
        HasOwnRules = packet.HasValidation,
    };

    private static WireKind KindOf(PacketLayout packet) => packet.Kind switch
    {
        PacketKind.Header => WireKind.Header,
        PacketKind.Message => MessagesOf(packet.Direction),
        PacketKind.Union => WireKind.Union,
        _ => WireKind.Structure,
    };

    private static WireKind MessagesOf(PacketDirection? direction) =>
        direction == PacketDirection.Response ? WireKind.Response : WireKind.Request;

    private static WireRow RowOf(PacketLayout packet, FieldLayout field) => new(
        field.Name, LayoutTypes.WordsOf(field), field.Offset, field.SizeRule, WireRow.UseOf(field.Summary), WireRuleReader.Join(RulesOf(packet, field)));

    private static IEnumerable<string> RulesOf(PacketLayout packet, FieldLayout field)
    {
        FieldType type = field.Type;
        if (field.Role == FieldRole.Code)
            yield return WireRules.Code;
        if (field.Role == FieldRole.PayloadSize)
            yield return WireRules.PayloadSize;
        foreach (ConditionLayout condition in field.When)
            yield return condition.Mask != 0 ? WireRules.IfFlag(condition.Field, condition.Mask) : WireRules.If(condition.Field, condition.Values);
        if (!field.Cases.IsEmpty)
            yield return WireRules.Case(field.Cases);
        if (field.IsOtherwise)
            yield return WireRules.Otherwise;
        if (field.ChosenBy is { } chooser)
            yield return WireRules.ChosenBy(chooser);
        if (field.PadBefore > 0)
            yield return WireRules.PadBefore(field.PadBefore);
        if (field.Align > 0)
            yield return WireRules.Align(field.Align);
        if (field.IsPaddingIgnored)
            yield return WireRules.IgnoredPadding;
        if (field.Bits is { IsFirst: true } bits)
            yield return WireRules.FirstBits(bits.IntegerSize);
        if (field.Role == FieldRole.Length)
            yield return WireRules.Length(field.Measures!, field.Adjust);
        if (field.Role == FieldRole.Count)
            yield return WireRules.Count(field.Measures!, field.Adjust);
        if (field.Role == FieldRole.PacketLength)
            yield return WireRules.PacketLength(field.Adjust);
        if (field.Prefix is { } prefix)
            yield return WireRules.Prefix(prefix.Width, prefix.ByteOrder == ByteOrder.BigEndian, prefix.IsCount, prefix.Adjust);
        if (field.IsNulTerminated)
            yield return WireRules.ToNul;
        foreach (ConditionLayout end in field.Until)
            yield return WireRules.Until(end.Field, end.Values);
        foreach (string rule in ValueRulesOf(packet, field, type))
            yield return rule;
    }

    private static IEnumerable<string> ValueRulesOf(PacketLayout packet, FieldLayout field, FieldType type)
    {
        bool isOneBitValue = field.Bits is not null && field.OneOf.Length == 1;
        if (isOneBitValue)
            yield return WireRules.Constant(field.OneOf[0], isUnsigned: true);
        else if (!field.Constant.IsDefault)
            yield return ConstantOf(type, field.Constant.AsSpan());
        if (field.IsComputed)
            yield return WireRules.Computed;
        if (field is { Min: { } min, Max: { } max })
            yield return WireRules.Range(min, max);
        if (!field.OneOf.IsDefaultOrEmpty && !isOneBitValue)
            yield return WireRules.OneOf(field.OneOf);
        if (type.IsClosed)
            yield return WireRules.Closed;
        if (field.Encryption is { } encryption)
            yield return WireRules.Encrypted(encryption.Role, encryption.Iv, encryption.Padding == CipherPadding.Pkcs7);
        if (field.SyntheticIv is { } label)
            yield return WireRules.SyntheticIv(label);
        if (type.IsSecret && LayoutTypes.HasOwnSecret(type))
            yield return WireRules.Secret;
        if (field.Checksum is { } checksum)
            yield return WireRules.Checksum(checksum.Name, checksum.From, checksum.To);
    }

    private static string ConstantOf(FieldType type, ReadOnlySpan<byte> bytes)
    {
        if (type.Kind is not (FieldKind.Unsigned or FieldKind.Signed or FieldKind.Boolean) || bytes.Length > 8)
            return WireRules.Constant(bytes.ToArray());
        Span<byte> wide = stackalloc byte[8];
        bool isNegative = type.Kind == FieldKind.Signed && (bytes[type.ByteOrder == ByteOrder.BigEndian ? 0 : ^1] & 0x80) != 0;
        wide.Fill(isNegative ? (byte)0xff : (byte)0);
        if (type.ByteOrder == ByteOrder.BigEndian)
        {
            bytes.CopyTo(wide[(8 - bytes.Length)..]);
            return WireRules.Constant(BinaryPrimitives.ReadInt64BigEndian(wide), type.Kind != FieldKind.Signed);
        }

        bytes.CopyTo(wide);
        return WireRules.Constant(BinaryPrimitives.ReadInt64LittleEndian(wide), type.Kind != FieldKind.Signed);
    }
}
