using System;
using System.Collections.Generic;
using KerberosGen.Generator.Specs;

namespace KerberosGen.Generator.Parsing;

/// <summary>Names of generated members, which a declaration must leave free.</summary>
internal static class ReservedNames
{
    private static readonly HashSet<string> Bytes = new(StringComparer.Ordinal)
    {
        "Size", "Bytes", "IsZero", "FieldType", "ReadUnchecked", "WriteUnchecked", "Parse", "TryParse", "Storage", "_storage",
        "Equals", "GetHashCode", "ToString", "op_Equality", "op_Inequality",
    };

    private static readonly HashSet<string> Text = new(StringComparer.Ordinal)
    {
        "Size", "Bytes", "FieldType", "ReadUnchecked", "WriteUnchecked", "Storage", "_storage", "TryCreate", "Utf8", "Ascii", "Latin1",
        "IsTerminated", "IsPadded", "Equals", "GetHashCode", "ToString", "op_Equality", "op_Inequality",
    };

    private static readonly HashSet<string> Packet = new(StringComparer.Ordinal)
    {
        "Size", "MinSize", "Code", "PackedSize", "Layout", "TryPack", "Pack", "ToArray", "Unpack", "ReadUnchecked", "WriteUnchecked",
        "Check", "Seal", "TryOpen", "Equals", "GetHashCode", "ToString", "op_Equality", "op_Inequality",
    };

    public static HashSet<string> OfDomainType(bool isText) => isText ? Text : Bytes;

    /// <summary>A header's own <c>Code</c> field is meant to have that name.</summary>
    public static bool IsReservedInPacket(string name, PacketKind kind) => name switch
    {
        "Code" => kind == PacketKind.Message,
        "AllowsPayloadSize" => kind == PacketKind.Header,
        _ => Packet.Contains(name),
    };
}
