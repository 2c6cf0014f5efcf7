using KerberosGen.Codec;

namespace KerberosGen.Runtime.Tests.Language;

/// <summary>Lengths and counts in fields.</summary>
public sealed class LengthTests
{
    [Fact]
    public void Lengths_may_count_themselves_and_more()
    {
        Words.Hold(new Lengths { Body = "hello"u8, Note = "!"u8, Points = new PrefixPoint[] { new() { X = 1 } } }, "0005 02 0A 68656C6C6F 21 0001");
        Words.AreInvalid<Lengths>("0000 00 08", InvalidReason.LengthTooSmall, "note_length", 2);
        Words.AreInvalid<Lengths>("0000 01 07", InvalidReason.LengthTooSmall, "points_length", 3);
        Words.AreInvalid<Lengths>("0000 01 09 00", InvalidReason.LengthMismatch, "points_length", 3);
    }

    [Fact]
    public void A_length_that_does_not_count_everything_refuses_what_is_shorter()
    {
        Words.Hold(new Short { Text = "abcd"u8 }, "00 61626364");
        Words.Hold(new Short { Text = "abcdef"u8 }, "02 616263646566");
        Words.AreRefused("Short.Text", () => new Short { Text = "abc"u8 }.ToArray());
    }

    [Fact]
    public void A_length_behind_a_part_of_variable_size_is_found_where_it_stands() =>
        Words.AreInvalid<LateLengths>("01 61 00000080", InvalidReason.LengthTooLarge, "length", 2);
}

[Packet, BigEndian]
public ref partial struct Lengths
{
    [LengthOf(nameof(Body))] public ushort Length;
    [LengthOf(nameof(Note), Inclusive = true)] public byte NoteLength;
    [LengthOf(nameof(Points), Adjust = 8)] public byte PointsLength;
    public ReadOnlySpan<byte> Body;
    public ReadOnlySpan<byte> Note;
    public PacketList<PrefixPoint> Points;
}

[Packet]
public ref partial struct Short
{
    [LengthOf(nameof(Text), Adjust = -4)] public byte Length;
    public ReadOnlySpan<byte> Text;
}

[Packet]
public ref partial struct LateLengths
{
    [LengthPrefix(1)] public ReadOnlySpan<byte> Name;
    [LengthOf(nameof(Text))] public uint Length;
    public ReadOnlySpan<byte> Text;
}
