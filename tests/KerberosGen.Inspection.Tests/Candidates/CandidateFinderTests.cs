using System.Globalization;
using System.Text.Json;
using FsCheck.Xunit;
using KerberosGen.Inspection.Candidates;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Inspection.Rendering;
using KerberosGen.Inspection.Tests.Words;
using KerberosGen.Inspector;
using KerberosGen.Layout;
using Xunit;

namespace KerberosGen.Inspection.Tests.Candidates;

public sealed class CandidateFinderTests
{
    public static TheoryData<int> Golden { get; } = [.. Enumerable.Range(0, Vector.Golden.Count)];

    [Theory]
    [MemberData(nameof(Golden))]
    public void A_recorded_packet_is_first_and_wholly_explained(int index)
    {
        GoldenPacket golden = Vector.Golden[index];

        Candidate best = Find(golden.Bytes)[0];

        Assert.Equal((golden.Layout!.Name, golden.Bytes.Length), (best.Packets.Single().Layout!.Name, best.Explained));
        Assert.Null(best.Trouble);
    }

    [Theory]
    [MemberData(nameof(Golden))]
    public void A_cut_packet_with_a_header_is_still_first_and_the_trouble_is_where_it_ends(int index)
    {
        GoldenPacket golden = Vector.Golden[index];
        if (golden.Structure is not null || golden.Bytes.Length < 40)
            return;
        byte[] cut = golden.Bytes[..^5];

        Candidate best = Find(cut)[0];

        Assert.Equal(golden.Layout!.Name, best.Packets[0].Layout!.Name);
        Assert.Equal(FindingIds.Truncated, best.Trouble!.Id);
        Assert.Equal(cut.Length, best.Explained);
        Assert.InRange(best.TroubleOffset, 23, cut.Length);
    }

    [Fact]
    public void Packets_in_a_row_are_one_candidate_and_what_stands_in_front_of_them_its_trouble()
    {
        byte[] message = Vector.Golden.First(static g => g.Code == 1029).Bytes;

        Candidate best = Find([1, 2, 3, .. message, .. message])[0];

        Assert.Equal(("ChatMessage(1029), ChatMessage(1029)", "request"), (best.Name, best.Form));
        Assert.Equal((2 * message.Length, 3 + (2 * message.Length)), (best.Explained, best.Length));
        Assert.Equal((FindingIds.Garbage, 0L), (best.Trouble!.Id, best.TroubleOffset));
    }

    [Fact]
    public void A_key_that_opens_a_ciphertext_is_the_best_evidence()
    {
        GoldenPacket ticket = Vector.Golden.First(static g => g.Structure == "OriginalTicket");
        DecodedPacket recorded = Vector.DecodePcap(Vector.SessionPcap()).First(static p => p.Code == 1603);
        using KeyChain keys = Vector.SessionKeys();

        double without = Find(recorded.Bytes.ToArray())[0].Score;
        Candidate with = new CandidateFinder(Vector.Protocol, keys).Find(recorded.Bytes)[0];

        Assert.True(with.Score > without + 60);
        Assert.Contains("is opened by", with.Evidence[0].Text, StringComparison.Ordinal);
        Assert.Equal("weak", CandidateRenderer.WordOf(Find(ticket.Bytes)[0].Score));
    }

    [Fact]
    public void Opaque_bytes_of_an_exact_size_are_weak_evidence_and_other_random_bytes_none()
    {
        byte[] random = new byte[500];
        new Random(1).NextBytes(random);

        Assert.All(Find(random[..64]), static c => Assert.Equal("weak", CandidateRenderer.WordOf(c.Score)));
        Assert.Empty(Find(random[..100]));
        Assert.Empty(Find([]));
    }

    [Property(MaxTest = 100)]
    public void Of_the_whole_language_a_packed_value_explains_itself_and_little_else_better(int seed)
    {
        var random = new Random(seed);
        WordSample sample = WordSamples.All[random.Next(WordSamples.All.Count)](random);
        if (sample.Bytes.Length == 0 || sample.Layout.Kind == PacketKind.Union)
            return;
        var protocol = new ProtocolLayout("words", [sample.Layout]);

        Candidate? found = new CandidateFinder(protocol).Find(sample.Bytes).SingleOrDefault();

        // A few opaque bytes of any size agree with anything: they are no candidate, but never a wrong one.
        if (found is null)
            return;
        Assert.Equal((sample.Bytes.Length, sample.Layout.Name), (found.Explained, found.Packets.Single().Layout!.Name));
    }

    [Property(MaxTest = 200)]
    public void Any_bytes_are_answered_with_candidates_in_order_that_explain_no_more_than_there_is(byte[] bytes, int seed)
    {
        byte[] golden = [.. Vector.Golden[(int)((uint)seed % Vector.Golden.Count)].Bytes];
        golden[(int)((uint)seed / 7 % golden.Length)] ^= 0x55;
        foreach (byte[] input in (byte[][])[bytes, [.. golden, .. bytes], [.. bytes, .. golden]])
        {
            IReadOnlyList<Candidate> found = Find(input);

            Assert.Equal(found.OrderByDescending(static c => c.Score).Select(static c => c.Score), found.Select(static c => c.Score));
            Assert.All(found, c => Assert.InRange(c.Explained, 1, input.Length));
        }
    }

    [Fact]
    public void The_text_has_a_bar_a_word_and_the_first_trouble_and_the_json_all_of_it()
    {
        byte[] message = Vector.Golden.First(static g => g.Code == 1029).Bytes;
        IReadOnlyList<Candidate> found = Find(message[..^16]);
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using var json = new MemoryStream();

        CandidateRenderer.Write(text, found, 1, color: false);
        CandidateRenderer.WriteJson(json, found, 1);

        Assert.Contains(" 1  █", text.ToString(), StringComparison.Ordinal);
        Assert.Contains("ChatMessage(1029)  request", text.ToString(), StringComparison.Ordinal);
        Assert.Contains("KGI102 truncated: content @ 0x002b", text.ToString(), StringComparison.Ordinal);
        JsonElement first = JsonDocument.Parse(json.ToArray()).RootElement.GetProperty("candidates")[0];
        Assert.Equal(("ChatMessage(1029)", "KGI102", 0x2b), (first.GetProperty("name").GetString(), first.GetProperty("trouble").GetProperty("id").GetString(), first.GetProperty("trouble").GetProperty("offset").GetInt32()));
    }

    private static IReadOnlyList<Candidate> Find(byte[] bytes) => new CandidateFinder(Vector.Protocol).Find(bytes);
}
