using FsCheck.Xunit;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Inspection.Quick;
using KerberosGen.Inspection.Tests.Words;
using KerberosGen.Layout;
using Xunit;

namespace KerberosGen.Inspection.Tests.Quick;

/// <summary>What the quick way takes, it writes as the renderer does, and nothing is wrong with it.</summary>
public sealed class QuickLawTests
{
    [Property(MaxTest = 100)]
    public void Every_valid_packet_of_the_chat_protocol_is_taken_and_written_byte_for_byte(int seed)
    {
        var law = new QuickLaw(Vector.Protocol);
        foreach ((byte[] bytes, PacketDirection direction) in ChatSamples.Messages(new Random(seed)))
            Assert.True(law.Holds(bytes, direction), Convert.ToHexStringLower(bytes));
    }

    [Property(MaxTest = 300)]
    public void A_packet_of_the_chat_protocol_with_bytes_altered_is_taken_only_if_nothing_is_wrong_with_it(int seed)
    {
        var random = new Random(seed);
        var law = new QuickLaw(Vector.Protocol);
        foreach ((byte[] bytes, PacketDirection direction) in ChatSamples.Messages(random))
            law.Holds(ChatSamples.Mutate(bytes, random), direction);
    }

    [Fact]
    public void Every_packet_of_the_recorded_session_is_taken()
    {
        var law = new QuickLaw(Vector.Protocol);
        Assert.All(Vector.DecodePcap(Vector.SessionPcap()), p => Assert.True(law.Holds(p.Bytes.ToArray(), p.Direction!.Value), p.ToString()));
    }

    [Property(MaxTest = 50)]
    public void Bytes_of_the_recorded_session_that_were_altered_are_taken_only_if_nothing_is_wrong_with_them(int seed)
    {
        var random = new Random(seed);
        var law = new QuickLaw(Vector.Protocol);
        foreach (DecodedPacket packet in Vector.DecodePcap(Vector.SessionPcap()))
            law.Holds(ChatSamples.Mutate(packet.Bytes.ToArray(), random), packet.Direction!.Value);
    }

    [Fact]
    public void Every_packet_of_the_words_has_a_plan() =>
        Assert.All(PacketCatalog.Layout.Packets.Where(p => p.Kind == PacketKind.Structure), p => Assert.True(PacketPlan.Make(p, false) is not null, p.Name));

    [Property(MaxTest = 60)]
    public void Every_valid_packet_of_the_words_is_taken_and_written_byte_for_byte(int seed)
    {
        var law = new QuickLaw(PacketCatalog.Layout);
        foreach (WordSample sample in Samples(seed))
        {
            // What is no number may need more in its line, and is not taken then.
            Assert.True(law.Holds(sample.Bytes, sample.Layout) || sample.Layout.Name == nameof(Reals), sample.ToString());
        }
    }

    [Property(MaxTest = 400)]
    public void A_packet_of_the_words_with_bytes_altered_is_taken_only_if_nothing_is_wrong_with_it(int seed)
    {
        var random = new Random(seed);
        var law = new QuickLaw(PacketCatalog.Layout);
        foreach (WordSample sample in Samples(seed))
            law.Holds(ChatSamples.Mutate(sample.Bytes, random), sample.Layout);
    }

    [Property(MaxTest = 30)]
    public void A_packet_of_the_words_cut_anywhere_is_taken_only_if_nothing_is_wrong_with_it(int seed)
    {
        var law = new QuickLaw(PacketCatalog.Layout);
        foreach (WordSample sample in Samples(seed))
        {
            for (int size = 0; size < sample.Bytes.Length; size++)
                law.Holds(sample.Bytes[..size], sample.Layout);
        }
    }

    private static IEnumerable<WordSample> Samples(int seed) => WordSamples.All.Select((make, i) => make(new Random(unchecked((seed * 31) + i))));
}
