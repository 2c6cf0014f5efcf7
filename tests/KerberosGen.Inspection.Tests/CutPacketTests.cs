using KerberosGen.Inspection.Decoding;
using KerberosGen.Layout;
using Xunit;

namespace KerberosGen.Inspection.Tests;

public sealed class CutPacketTests
{
    public static TheoryData<int> All => GoldenPacketTests.All;

    [Theory]
    [MemberData(nameof(All))]
    public void A_packet_cut_anywhere_shows_what_is_known_and_names_the_field_and_offset_of_the_cut(int index)
    {
        GoldenPacket golden = Vector.Golden[index];
        List<DecodedField> whole = [.. golden.Decode(golden.Bytes).Leaves()];
        for (int size = 1; size < golden.Bytes.Length; size++)
        {
            DecodedPacket packet = golden.Decode(golden.Bytes.AsMemory(0, size));
            DecodedField atCut = whole.First(f => f.Offset + f.Length > size);
            Finding finding = Assert.Single(packet.Findings);

            Assert.Equal(FindingIds.Truncated, finding.Id);
            Assert.Equal(DecodeStatus.Partial, packet.Status);
            Assert.Equal((atCut.Path, atCut.Offset), (finding.Path, finding.Offset));
            Assert.Equal((atCut.Length, size - atCut.Offset), (finding.Needed, finding.Found));
            Assert.Equal(
                whole.TakeWhile(f => f.Offset < size).Select(f => (f.Path, f.Offset, Length: Math.Min(f.Length, size - f.Offset))),
                packet.Leaves().Select(f => (f.Path, f.Offset, f.Length)));
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void The_direction_of_a_packet_cut_behind_its_header_is_found(int index)
    {
        GoldenPacket golden = Vector.Golden[index];
        if (golden.Structure is not null)
        {
            Assert.Equal(PacketKind.Structure, golden.Layout!.Kind);
            return;
        }

        for (int size = golden.HeaderSize; size <= golden.Bytes.Length; size++)
            Assert.Equal(golden.Direction, DirectionDetector.Detect(golden.Bytes.AsSpan(0, size), Vector.Protocol));
    }
}
