using KerberosGen.Codec;

namespace KerberosGen.Runtime.Tests.Language;

/// <summary>Sequences that say themselves where they end.</summary>
public sealed class UntilTests
{
    [Fact]
    public void A_sequence_ends_behind_the_entry_with_one_of_the_values()
    {
        Words.Hold(Of("05 01 FF 00 00", 7), "05 01 FF 00 00 07");
        Words.Hold(Of("09 00", 7), "09 00 07");
    }

    [Fact]
    public void A_bool_an_enum_or_a_negative_number_ends_a_sequence_too()
    {
        Words.Hold(new UntilMany { Items = PacketSequence<UntilEntry>.Over(Words.Bytes("00 01 05 01 01 05")), After = 1 }, "00 01 05 01 01 05 01");
        Words.Hold(new UntilMany { Items = PacketSequence<UntilEntry>.Over(Words.Bytes("00 02 05")), After = 1 }, "00 02 05 01");
        Words.Hold(new UntilMany { Items = PacketSequence<UntilEntry>.Over(Words.Bytes("00 01 FE")), After = 1 }, "00 01 FE 01");
    }

    private static UntilOptions Of(string hex, byte after) => new() { Items = PacketSequence<UntilOption>.Over(Words.Bytes(hex)), After = after };
}

[Packet]
public ref partial struct UntilOption
{
    public byte Kind;
    [LengthPrefix(1)] public ReadOnlySpan<byte> Value;
}

[Packet]
public ref partial struct UntilOptions
{
    [Until(nameof(UntilOption.Kind), 0, 9)] public PacketSequence<UntilOption> Items;
    public byte After;
}

[Packet]
public partial struct UntilEntry
{
    public bool IsLast;
    public BitKind Kind;
    public sbyte Number;
}

[Packet]
public ref partial struct UntilMany
{
    [Until(nameof(UntilEntry.IsLast), true), Until(nameof(UntilEntry.Kind), BitKind.Two), Until(nameof(UntilEntry.Number), -2, -3)]
    public PacketSequence<UntilEntry> Items;

    public byte After;
}
