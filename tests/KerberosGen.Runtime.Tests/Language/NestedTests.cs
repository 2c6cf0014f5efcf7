using KerberosGen.Codec;

namespace KerberosGen.Runtime.Tests.Language;

/// <summary>Packets within packets.</summary>
public sealed class NestedTests
{
    [Fact]
    public void A_nested_packet_of_variable_size_reads_itself()
    {
        Words.Hold(
            new NestedHolder { First = new UnionPair { Name = "k"u8, Value = 1 }, Inner = new NestedInner { Kind = 2, Rest = [3, 4] }, After = 9 },
            "01 6B 01 03 020304 09");
        Assert.Equal(4, NestedHolder.MinSize);
    }

    [Fact]
    public void What_is_broken_within_is_named_by_its_path()
    {
        Words.AreInvalid<NestedHolder>("01 6B 01 00 09", InvalidReason.Truncated, "inner.kind", 4);
        Words.AreInvalid<NestedHolder>("01 6B 01 01 08 09", InvalidReason.OutOfRange, "inner.kind", 4);
        Words.AreInvalid<NestedExact>("04 01 6B 01 00", InvalidReason.TrailingBytes, "inner.name", 4);
    }

    [Fact]
    public void A_greedy_packet_may_be_last() =>
        Words.Hold(new NestedLast { Before = 1, Inner = new NestedInner { Kind = 2, Rest = [3] } }, "01 02 03", isGreedy: true);

    [Fact]
    public void A_nested_packet_refuses_its_own_values() =>
        Words.AreRefused("NestedInner.Kind", () => new NestedLast { Inner = new NestedInner { Kind = 8 } }.ToArray());
}

[Packet]
public ref partial struct NestedInner
{
    [Range(0, 7)] public byte Kind;
    public ReadOnlySpan<byte> Rest;
}

[Packet]
public ref partial struct NestedHolder
{
    public UnionPair First;
    [LengthPrefix(1)] public NestedInner Inner;
    public byte After;
}

[Packet]
public ref partial struct NestedExact
{
    [LengthOf(nameof(Inner))] public byte Length;
    public UnionPair Inner;
}

[Packet]
public ref partial struct NestedLast
{
    public byte Before;
    public NestedInner Inner;
}
