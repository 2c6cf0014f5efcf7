using KerberosGen.Codec;

namespace KerberosGen.Runtime.Tests.Language;

/// <summary>One of several things.</summary>
public sealed class UnionTests
{
    [Fact]
    public void The_chosen_case_is_on_the_wire_and_no_other()
    {
        Words.Hold(Of(RecordKind.Number, new RecordData { Number = 0x01020304 }), "0001 0004 01020304 09");
        Words.Hold(Of(RecordKind.Text, new RecordData { Text = "abc"u8, Number = 7 }), "0010 0003 616263 09");
        Words.Hold(Of(RecordKind.Pair, new RecordData { Pair = new UnionPair { Name = "k"u8, Value = 1 } }), "0002 0003 016B 01 09");
        Words.Hold(Of(RecordKind.Old, new RecordData { Pair = new UnionPair { Name = "k"u8, Value = 1 } }), "0003 0003 016B 01 09");
        Words.Hold(Of(RecordKind.Points, new RecordData { Points = new PrefixPoint[] { new() { X = 1 }, new() { X = 2 } } }), "0004 0004 0001 0002 09");
    }

    [Fact]
    public void An_unknown_case_is_kept_as_it_was() =>
        Words.Hold(Of((RecordKind)99, new RecordData { Unknown = [0xaa, 0xbb] }), "0063 0002 AABB 09");

    [Fact]
    public void A_case_must_use_up_what_the_length_says()
    {
        Words.AreInvalid<UnionRecord>("0001 0005 0102030405 09", InvalidReason.TrailingBytes, "data", 8);
        Words.AreInvalid<UnionRecord>("0001 0003 010203 09", InvalidReason.Truncated, "data", 7);
        Words.AreInvalid<UnionRecord>("0004 0003 000102 09", InvalidReason.Truncated, "data", 7);
    }

    [Fact]
    public void A_plain_union_has_no_length_and_refuses_what_it_does_not_know()
    {
        Words.Hold(new PlainChoice { IsLong = Choice.Short, Value = new PlainUnion { Short = 5 }, After = 1 }, "00 05 01");
        Words.Hold(new PlainChoice { IsLong = Choice.Long, Value = new PlainUnion { Long = 5 }, After = 1 }, "01 05000000 01");
        Words.Hold(new StrictChoice { Kind = 2, Value = new StrictUnion { Flag = true } }, "02 01");
        Words.AreInvalid<StrictChoice>("03 01", InvalidReason.UnknownCase, "value", 1);
        Words.AreInvalid<StrictChoice>("02 02", InvalidReason.UnknownValue, "value", 1);
        Words.AreInvalid<StrictChoice>("01 09", InvalidReason.OutOfRange, "value", 1);
        Words.AreRefused("StrictUnion has no case 3", () => new StrictChoice { Kind = 3 }.ToArray());
        Words.AreRefused("StrictUnion.Small", () => new StrictChoice { Kind = 1, Value = new StrictUnion { Small = 9 } }.ToArray());
    }

    [Fact]
    public void A_union_compares_and_shows_what_was_chosen()
    {
        Assert.True(Of(RecordKind.Number, new RecordData { Number = 1, Text = "a"u8 }).Equals(Of(RecordKind.Number, new RecordData { Number = 1, Text = "b"u8 })));
        Assert.False(Of(RecordKind.Number, new RecordData { Number = 1 }).Equals(Of(RecordKind.Number, new RecordData { Number = 2 })));
        Assert.Equal("UnionRecord { Kind = Number, Length = 0, Data = Number { 1 }, After = 9 }", Of(RecordKind.Number, new RecordData { Number = 1 }).ToString());
    }

    private static UnionRecord Of(RecordKind kind, RecordData data) => new() { Kind = kind, Data = data, After = 9 };
}

public enum RecordKind : ushort
{
    Number = 1,
    Pair = 2,
    Old = 3,
    Points = 4,
    Text = 16,
}

[Packet]
public ref partial struct UnionPair
{
    [LengthPrefix(1)] public ReadOnlySpan<byte> Name;
    public byte Value;
}

[Union, BigEndian]
public ref partial struct RecordData
{
    [Case(RecordKind.Number)] public uint Number;
    [Case(RecordKind.Text)] public ReadOnlySpan<byte> Text;
    [Case(RecordKind.Pair, RecordKind.Old)] public UnionPair Pair;
    [Case(RecordKind.Points)] public PacketList<PrefixPoint> Points;
    [Otherwise] public ReadOnlySpan<byte> Unknown;
}

[Packet, BigEndian]
public ref partial struct UnionRecord
{
    public RecordKind Kind;
    [LengthOf(nameof(Data))] public ushort Length;
    [ChosenBy(nameof(Kind))] public RecordData Data;
    public byte After;
}

[Union]
public partial struct PlainUnion
{
    [Case(0)] public byte Short;
    [Case(1)] public uint Long;
}

[Packet]
public partial struct PlainChoice
{
    [Closed] public Choice IsLong;
    [ChosenBy(nameof(IsLong))] public PlainUnion Value;
    public byte After;
}

public enum Choice : byte
{
    Short,
    Long,
}

[Union]
public partial struct StrictUnion
{
    [Case(1), Range(0, 8)] public byte Small;
    [Case(2)] public bool Flag;
}

[Packet]
public partial struct StrictChoice
{
    public byte Kind;
    [ChosenBy(nameof(Kind))] public StrictUnion Value;
}
