using System;
using System.Collections.Generic;
using KerberosGen.Generator.Specs;

namespace KerberosGen.Generator.Parsing;

/// <summary>Where each word of the declaring language may stand, and which exclude each other.</summary>
internal static class Words
{
    private static readonly Dictionary<string, Place> Places = new(StringComparer.Ordinal)
    {
        ["BigEndian"] = new(f => f.IsNumber || f.Shape is FieldShape.Guid or FieldShape.Array or FieldShape.Boolean || IsOpen(f), "a number, a Guid or a field of variable size"),
        ["LittleEndian"] = new(f => f.IsNumber || f.Shape is FieldShape.Guid or FieldShape.Array or FieldShape.Boolean || IsOpen(f), "a number, a Guid or a field of variable size"),
        ["Width"] = new(f => f.Shape is FieldShape.Integer or FieldShape.Enum or FieldShape.Time && f.NaturalSize <= 8, "an integer or an enum of at most eight bytes, or a time"),
        ["Bits"] = new(f => f.Shape is FieldShape.Boolean || (f.Shape is FieldShape.Integer or FieldShape.Enum && !f.IsSigned && f.NaturalSize <= 8), "an unsigned integer, an enum over one, or a bool"),
        ["Closed"] = new(f => f.Shape is FieldShape.Enum, "an enum"),
        ["Constant"] = new(f => f.Shape is FieldShape.Integer or FieldShape.Enum or FieldShape.Boolean or FieldShape.Domain && f.NaturalSize <= 8, "an integer, an enum, a bool, or a [FixedBytes] or [FixedText] type"),
        ["LengthPrefix"] = new(f => IsOpen(f) && !f.IsLeb128, "bytes, a list, a sequence, a union or a packet of variable size"),
        ["CountPrefix"] = new(f => f.Shape is FieldShape.List or FieldShape.Sequence, "a list or a sequence"),
        ["NulTerminated"] = new(f => f.Shape is FieldShape.Bytes, "ReadOnlySpan<byte>"),
        ["Text"] = new(f => f.Shape is FieldShape.Bytes, "ReadOnlySpan<byte>"),
        ["ChosenBy"] = new(f => f.Shape is FieldShape.Union, "a field whose type is a [Union]"),
        ["Until"] = new(f => f.Shape is FieldShape.Sequence, "a PacketSequence<T>"),
        ["Checksum"] = new(f => f.Shape is FieldShape.Integer && !f.IsSigned && f.NaturalSize <= 8, "an unsigned integer"),
        ["Range"] = new(f => f.Shape is FieldShape.Integer or FieldShape.Float && f.NaturalSize <= 8, "an integer of at most eight bytes or a floating-point number"),
        ["OneOf"] = new(f => f.Shape is FieldShape.Integer or FieldShape.Enum && f.NaturalSize <= 8, "an integer or an enum of at most eight bytes"),
        ["Computed"] = new(f => f.IsNumber || f.Shape is FieldShape.Boolean or FieldShape.Guid or FieldShape.Domain, "a number, a bool, a Guid, or a [FixedBytes] or [FixedText] type"),
        ["SyntheticIv"] = new(f => f is { Shape: FieldShape.Domain, IsText: false, Size: 16 }, "a [FixedBytes(16)] type"),
        ["UnixTime"] = new(f => f.Shape is FieldShape.Time, "a DateTimeOffset"),
        ["Leb128"] = new(f => f.Shape is FieldShape.Integer && f.NaturalSize <= 8, "an integer of at most eight bytes"),
        ["PacketLength"] = new(f => f.Shape is FieldShape.Integer && !f.IsSigned && f.NaturalSize <= 8, "an unsigned integer"),
    };

    // What a field holds has one source.
    private static readonly string[] Sources = ["LengthOf", "CountOf", "PacketLength", "Checksum", "Constant", "Computed"];

    private static readonly (string One, string Other)[] Exclusions =
    [
        ("BigEndian", "LittleEndian"), ("Bits", "Width"), ("Bits", "Leb128"), ("Bits", "When"), ("Bits", "WhenFlag"), ("Bits", "Checksum"),
        ("Bits", "PacketLength"), ("Bits", "Computed"), ("Leb128", "Width"), ("Leb128", "BigEndian"), ("Leb128", "LittleEndian"),
        ("Leb128", "Constant"), ("Leb128", "Checksum"), ("Leb128", "PacketLength"), ("Leb128", "Computed"), ("Leb128", "LengthOf"), ("Leb128", "CountOf"),
        ("LengthPrefix", "CountPrefix"), ("LengthPrefix", "NulTerminated"), ("Until", "LengthPrefix"), ("Until", "CountPrefix"),
        ("When", "Checksum"), ("When", "PacketLength"), ("WhenFlag", "Checksum"), ("WhenFlag", "PacketLength"),
        ("Constant", "Range"), ("Constant", "OneOf"), ("Constant", "Closed"), ("Encrypted", "Text"), ("Encrypted", "NulTerminated"),
        ("Encrypted", "Constant"), ("Encrypted", "Computed"), ("Encrypted", "SyntheticIv"), ("Constant", "SyntheticIv"),
        ("Computed", "SyntheticIv"), ("When", "SyntheticIv"), ("WhenFlag", "SyntheticIv"), ("Case", "Otherwise"), ("Case", "When"), ("Case", "WhenFlag"), ("Case", "PadBefore"),
        ("Case", "Align"), ("Otherwise", "When"), ("Otherwise", "WhenFlag"), ("Otherwise", "PadBefore"), ("Otherwise", "Align"),
        ("Code", "LengthOf"), ("Code", "CountOf"), ("Code", "PacketLength"), ("Code", "Checksum"), ("Code", "Constant"), ("Code", "Computed"),
        ("PayloadSize", "LengthOf"), ("PayloadSize", "CountOf"), ("PayloadSize", "PacketLength"), ("PayloadSize", "Checksum"),
        ("PayloadSize", "Constant"), ("PayloadSize", "Computed"), ("Code", "PayloadSize"),
    ];

    /// <summary>The kinds of field a word stands on if this is not one of them, otherwise null.</summary>
    public static string? Misplaced(string word, FieldSpec field) =>
        Places.TryGetValue(word, out Place? place) && !place.Fits(field) ? place.Where : null;

    /// <summary>Two words on the field that exclude each other, or null.</summary>
    public static (string One, string Other)? Clash(FieldAttributes words)
    {
        if (words.All.Count < 2)
            return null;
        string? source = null;
        foreach (string word in Sources)
        {
            if (!words.Has(word))
                continue;
            if (source is not null)
                return (source, word);
            source = word;
        }

        foreach ((string one, string other) in Exclusions)
        {
            if (words.Has(one) && words.Has(other))
                return (one, other);
        }

        return null;
    }

    private static bool IsOpen(FieldSpec field) => field.Size is null;

    private sealed record Place(Func<FieldSpec, bool> Fits, string Where);
}
