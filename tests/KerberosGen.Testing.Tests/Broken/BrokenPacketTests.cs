using KerberosGen.Codec;

namespace KerberosGen.Testing.Tests.Broken;

/// <summary>A packet that does one thing wrong breaks the law that says so, and the smallest value that shows it is found.</summary>
public sealed class BrokenPacketTests
{
    // So many that the law which is asked first meets the flaw, and not by luck a later one.
    private const int Values = 5000;

    [Fact]
    public void A_packet_without_a_flaw_breaks_no_law() =>
        Assert.Equal(new PacketLawReport("Letter", 200, 0), PacketLaws.HoldFor<Letter<None>>());

    [Fact]
    public void Refusing_what_the_table_allows_breaks_the_round_trip()
    {
        PacketLawException broken = Breaks<Letter<RefusesLongContent>>(PacketLaw.RoundTrip);
        // 41 bytes are one more than it takes.
        Assert.Equal(45, broken.Bytes.Length);
        Assert.Equal(41, broken.Model!.Number("length"));
    }

    [Fact]
    public void Taking_another_number_of_bytes_breaks_the_round_trip() =>
        Assert.Equal("0700000100", Hex(Breaks<Letter<TakesOneByteLess>>(PacketLaw.RoundTrip)));

    [Fact]
    public void Losing_a_byte_breaks_the_reencoding()
    {
        string smallest = Hex(Breaks<Letter<ForgetsTheLastByte>>(PacketLaw.Reencoding));
        Assert.StartsWith("070000030000", smallest, StringComparison.Ordinal);
        Assert.Equal(14, smallest.Length);
    }

    [Fact]
    public void Another_byte_order_breaks_the_reencoding() =>
        Assert.Equal("07000100", Hex(Breaks<Letter<SwapsTheId>>(PacketLaw.Reencoding)));

    [Fact]
    public void A_wrong_size_breaks_the_law_of_sizes() =>
        Assert.Equal("07000000", Hex(Breaks<Letter<AnnouncesOneMore>>(PacketLaw.Size)));

    [Fact]
    public void Writing_into_too_little_room_breaks_the_law_of_sizes() => Breaks<Letter<WritesIntoTooLittle>>(PacketLaw.Size);

    [Fact]
    public void Writing_behind_the_packet_breaks_the_law_of_sizes() => Breaks<Letter<WritesBehindItself>>(PacketLaw.Size);

    [Fact]
    public void Taking_a_cut_packet_for_a_whole_one_breaks_the_law_of_prefixes() =>
        Assert.Equal("0700000100", Hex(Breaks<Letter<AcceptsAPrefix>>(PacketLaw.EveryPrefix)));

    [Fact]
    public void Asking_for_more_than_is_missing_breaks_the_law_of_prefixes() => Breaks<Letter<AsksForTooMuch>>(PacketLaw.EveryPrefix);

    [Fact]
    public void Calling_a_cut_packet_invalid_breaks_the_law_of_prefixes() => Breaks<Letter<CallsAPrefixInvalid>>(PacketLaw.EveryPrefix);

    [Fact]
    public void Handing_out_half_a_packet_breaks_the_law_of_prefixes() => Breaks<Letter<HandsOutHalfAPacket>>(PacketLaw.EveryPrefix);

    [Fact]
    public void Throwing_breaks_the_law_against_it_and_shows_the_exception()
    {
        PacketLawException broken = Breaks<Letter<ThrowsOnSomeBytes>>(PacketLaw.NoThrow);
        Assert.Equal("09000000", Hex(broken));
        Assert.Contains("Version 9 is not written yet.", broken.Message, StringComparison.Ordinal);
        Assert.IsType<InvalidOperationException>(broken.InnerException);
    }

    [Fact]
    public void Blaming_a_field_that_is_not_in_the_table_breaks_the_law_of_answers() => Breaks<Letter<BlamesNoField>>(PacketLaw.NoThrow);

    [Fact]
    public void Reading_more_than_the_table_allows_breaks_the_agreement_with_it()
    {
        Assert.Equal("00000000", Hex(Breaks<Letter<TakesAnyVersion>>(PacketLaw.TableAgreement)));
        Assert.Equal("06000000", Hex(Breaks<Letter<KnowsOneVersionMore>>(PacketLaw.TableAgreement)));
    }

    [Fact]
    public void Reading_segments_otherwise_than_the_span_breaks_their_law()
    {
        Breaks<Letter<MisreadsASegment>>(PacketLaw.SequenceEqualsSpan);
        PacketLawException thrown = Breaks<Letter<ThrowsOnSegments>>(PacketLaw.SequenceEqualsSpan);
        Assert.Contains("Segments are not read yet.", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_failure_says_what_was_expected_shows_the_packet_and_how_to_have_it_again()
    {
        PacketLawException broken = Breaks<Letter<SwapsTheId>>(PacketLaw.Reencoding);
        string[] lines = broken.Message.Split('\n');
        Assert.Equal(
            [
                "Letter breaks the law Reencoding.",
                "  what      the bytes of what was read",
                "  expected  07000100",
                "  found     07010000",
                "  packet    Letter",
                "              version = 7",
                "              id = 1",
                "              length = 0",
                "              content = (no bytes)",
                "  bytes     07000100",
            ],
            lines[..10]);
        string replay = Assert.Single(lines, line => line.StartsWith("  replay    FSCHECK_REPLAY=", StringComparison.Ordinal)).Split('=')[1];

        var again = Assert.Throws<PacketLawException>(() => PacketLaws.HoldFor<Letter<SwapsTheId>>(new PacketLawOptions { Replay = replay }));
        Assert.Contains("after 1 values", again.Message, StringComparison.Ordinal);
        Assert.Equal(broken.Bytes, again.Bytes);
    }

    private static PacketLawException Breaks<TPacket>(PacketLaw law)
        where TPacket : IPacket<TPacket>, allows ref struct
    {
        var broken = Assert.Throws<PacketLawException>(() => PacketLaws.HoldFor<TPacket>(new PacketLawOptions { Count = Values }));
        Assert.True(law == broken.Law, broken.Message);
        Assert.Equal("Letter", broken.Packet);
        Assert.StartsWith($"Letter breaks the law {law}.", broken.Message, StringComparison.Ordinal);
        return broken;
    }

    private static string Hex(PacketLawException broken) => Convert.ToHexStringLower(broken.Bytes);
}
