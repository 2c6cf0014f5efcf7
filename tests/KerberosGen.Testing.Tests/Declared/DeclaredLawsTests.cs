namespace KerberosGen.Testing.Tests.Declared;

/// <summary>The laws hold for every word of the declaring language, and for words together.</summary>
public sealed class DeclaredLawsTests
{
    [Fact]
    public void Numbers_in_little_endian_order() => PacketLaws.HoldFor<LittleNumbers>();

    [Fact]
    public void Numbers_in_big_endian_order() => PacketLaws.HoldFor<BigNumbers>();

    [Fact]
    public void Numbers_narrower_than_their_types() => PacketLaws.HoldFor<Narrow>();

    [Fact]
    public void Leb128() => PacketLaws.HoldFor<Varints>();

    [Fact]
    public void Instants() => PacketLaws.HoldFor<Times>();

    [Fact]
    public void Constants_ranges_and_closed_sets() => PacketLaws.HoldFor<Ruled>();

    [Fact]
    public void Domain_types() => PacketLaws.HoldFor<Domains>();

    [Fact]
    public void Bits_of_little_endian_integers() => PacketLaws.HoldFor<LittleBits>();

    [Fact]
    public void Bits_of_big_endian_integers() => PacketLaws.HoldFor<BigBits>();

    [Fact]
    public void Arrays_of_fixed_count() => PacketLaws.HoldFor<Arrays>();

    [Fact]
    public void Packets_of_fixed_size()
    {
        PacketLaws.HoldFor<Point>();
        PacketLaws.HoldFor<Checked>();
        PacketLaws.HoldFor<Loose>();
    }

    [Fact]
    public void Bytes_and_text_of_every_measure() => PacketLaws.HoldFor<Lengths>();

    [Fact]
    public void Lengths_and_counts_in_bits() => PacketLaws.HoldFor<BitLength>();

    [Fact]
    public void Lists_of_every_measure() => PacketLaws.HoldFor<Lists>();

    [Fact]
    public void Sequences_of_every_measure() => PacketLaws.HoldFor<Sequences>();

    [Fact]
    public void Packets_within_packets()
    {
        PacketLaws.HoldFor<Item>();
        PacketLaws.HoldFor<Number>();
        PacketLaws.HoldFor<Nested>();
    }

    [Fact]
    public void Optional_fields()
    {
        PacketLaws.HoldFor<Optional>();
        PacketLaws.HoldFor<PlainOptional>();
    }

    [Fact]
    public void Unions() => PacketLaws.HoldFor<Unions>();

    [Fact]
    public void Padding_and_alignment() => PacketLaws.HoldFor<Padded>();

    [Fact]
    public void Packets_that_announce_their_length()
    {
        PacketLaws.HoldFor<Announced>();
        PacketLaws.HoldFor<Enclosed>();
    }

    [Fact]
    public void Checksums()
    {
        PacketLaws.HoldFor<Summed>();
        PacketLaws.HoldFor<FixedSum>();
        PacketLaws.HoldFor<Holder>();
    }

    [Fact]
    public void Computed_values()
    {
        PacketLaws.HoldFor<Computed>();
        PacketLaws.HoldFor<FixedComputed>();
    }

    [Fact]
    public void A_computed_value_of_many_bits_is_prepared()
    {
        var thrown = Assert.ThrowsAny<Exception>(() => PacketLaws.HoldFor<WideComputed>());
        Assert.Contains("set it in PacketLawOptions.Prepare", thrown.ToString(), StringComparison.Ordinal);
        PacketLaws.HoldFor<WideComputed>(new PacketLawOptions
        {
            Prepare = static model => model.With("complement", ~model.Number("a") & uint.MaxValue),
        });
    }

    [Fact]
    public void Rules_of_its_own_refuse_some_values_and_are_counted()
    {
        PacketLawReport report = PacketLaws.HoldFor<Ordered>();
        Assert.Equal(200, report.Values);
        Assert.InRange(report.Refused, 1, 5000);
        PacketLaws.HoldFor<RuledParts>(new PacketLawOptions { Count = 40 });
    }

    [Fact]
    public void Rules_that_random_values_never_keep_want_prepared_ones()
    {
        var thrown = Assert.ThrowsAny<Exception>(() => PacketLaws.HoldFor<Strict>(new PacketLawOptions { Prepare = static model => model.With("first", 1).With("second", 1) }));
        Assert.Contains("Strict refused 100 random values, one after the other", thrown.ToString(), StringComparison.Ordinal);
        PacketLaws.HoldFor<Strict>(new PacketLawOptions { Prepare = static model => model.With("second", unchecked(model.Number("first") * 3)) });
    }
}
