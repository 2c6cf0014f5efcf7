using KerberosGen.Layout;
using KerberosGen.Packets.Tests.Table;

namespace KerberosGen.Packets.Tests.Laws;

/// <summary>What holds for every packet, over random values.</summary>
public sealed class PacketLawsTests
{
    [Fact]
    public void The_table_lists_every_packet_of_the_catalogue()
    {
        string[] missing = [.. PacketCatalog.Layout.Packets.Except(PacketTable.All.Select(packet => packet.Layout)).Select(layout => layout.Name)];
        Assert.True(missing.Length == 0, $"No law holds yet for {string.Join(", ", missing)}: add a row for each to Table/PacketTable.cs.");
        Assert.Equal(PacketCatalog.Layout.Packets, PacketTable.All.Select(packet => packet.Layout));
    }

    [Fact]
    public void The_table_frames_every_message_of_the_catalogue()
    {
        IEnumerable<string> messages = PacketCatalog.Layout.Packets.Where(layout => layout.Kind == PacketKind.Message).Select(layout => layout.Name);
        string[] unframed = [.. messages.Except(PacketTable.All.OfType<IMessageCase>().Select(message => message.Name))];
        Assert.True(unframed.Length == 0, $"Not framed behind a header yet: {string.Join(", ", unframed)}. Give each a message row in Table/PacketTable.cs.");
    }

    [Theory, MemberData(nameof(PacketTable.Names), MemberType = typeof(PacketTable))]
    public void Values_survive_a_round_trip(string packet) => PacketTable.Find(packet).Check(new RoundTripLaw());

    [Theory, MemberData(nameof(PacketTable.Names), MemberType = typeof(PacketTable))]
    public void The_announced_size_is_written_or_nothing_is(string packet) => PacketTable.Find(packet).Check(new PackingLaw());

    [Theory, MemberData(nameof(PacketTable.Names), MemberType = typeof(PacketTable))]
    public void A_packet_cut_anywhere_asks_for_the_missing_bytes(string packet) => PacketTable.Find(packet).Check(new PrefixLaw());

    [Theory, MemberData(nameof(PacketTable.Names), MemberType = typeof(PacketTable))]
    public void Any_bytes_are_answered_without_an_exception(string packet) => PacketTable.Find(packet).Check(new AnyBytesLaw());

    [Theory, MemberData(nameof(PacketTable.Names), MemberType = typeof(PacketTable))]
    public void A_sequence_cut_anywhere_reads_as_the_span(string packet) => PacketTable.Find(packet).Check(new SequenceLaw());

    [Theory, MemberData(nameof(PacketTable.Names), MemberType = typeof(PacketTable))]
    public void The_generated_code_agrees_with_one_written_by_hand(string packet) => PacketTable.Find(packet).Check(new ReferenceLaw());

    [Theory, MemberData(nameof(PacketTable.Names), MemberType = typeof(PacketTable))]
    public void The_layout_table_says_where_each_field_is(string packet) => PacketTable.Find(packet).Check(new LayoutLaw());

    [Theory, MemberData(nameof(PacketTable.Messages), MemberType = typeof(PacketTable))]
    public void A_framed_packet_is_cut_from_a_stream_only_when_it_is_whole(string packet) =>
        PacketTable.FindMessage(packet).Check(new FramingLaw());
}
