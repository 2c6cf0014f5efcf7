using FsCheck.Fluent;
using KerberosGen.Codec;
using KerberosGen.Layout;

namespace KerberosGen.Testing.Tests.Tables;

/// <summary>Random models cover a table's whole width, and shrink to its smallest packet.</summary>
public sealed class ModelTests
{
    // The rarest edge comes once in about a hundred models: among so many it is missing once in 10^25 runs.
    private const int Many = 6000;

    public static TheoryData<string> Layouts() => [.. Words.All.Select(static layout => layout.Name)];

    [Theory]
    [MemberData(nameof(Layouts))]
    public void A_model_is_read_again_from_its_bytes(string layout)
    {
        foreach (PacketModel model in Sample(layout))
        {
            byte[] bytes = LayoutEncoder.Encode(model);
            DecodedModel decoded = LayoutDecoder.Decode(model.Layout, bytes);
            Assert.Equal((UnpackStatus.Done, bytes.Length), (decoded.Status, decoded.Consumed));
            Assert.Equal(model.ToString(), decoded.Model!.ToString());
        }
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public void A_model_shrinks_to_a_smaller_one_until_there_is_none(string layout)
    {
        PacketModel model = Sample(layout).OrderByDescending(m => LayoutEncoder.Encode(m).Length).First();
        int steps = 0;
        while (PacketModels.Of(Words.Find(layout)).Shrinker(model).FirstOrDefault() is { } smaller)
        {
            Assert.Equal(UnpackStatus.Done, LayoutDecoder.Decode(smaller.Layout, LayoutEncoder.Encode(smaller)).Status);
            model = smaller;
            Assert.True(++steps < 2000, $"Still shrinking: {model}");
        }

        Assert.True(LayoutEncoder.Encode(model).Length <= 60, model.ToString());
    }

    [Fact]
    public void Optional_fields_are_there_and_absent() =>
        Assert.All(Words.Find("Optional").Fields.Skip(1), field => Assert.Equal(2, Sample("Optional").Select(m => m[field.Name] is null).Distinct().Count()));

    [Fact]
    public void Every_case_of_a_union_comes_and_an_unknown_one()
    {
        Assert.Equal(["number", "point", "unknown"], CasesOf("choice"));
        Assert.Equal(["number", "text"], CasesOf("closed"));
    }

    [Fact]
    public void Edges_come_often()
    {
        PacketModel[] integers = Sample("Integers", Many), prefixes = Sample("Prefixes", Many);
        long[] numbers = [.. integers.Select(m => m.Number("u24"))];
        Assert.All([0, 1, 0xffffff], edge => Assert.Contains(edge, numbers));
        long[] signed = [.. integers.Select(m => m.Number("i24"))];
        Assert.All([0, -1, -0x800000, 0x7fffff], edge => Assert.Contains(edge, signed));
        int[] counts = [.. prefixes.Select(m => ((EntriesModel)m["points"]!).Entries.Length)];
        Assert.All([0, 1, 2], count => Assert.Contains(count, counts));
        int[] sizes = [.. prefixes.Select(m => ((BytesModel)m["leb"]!).Bytes.Length)];
        Assert.All([0, 127, 128], size => Assert.Contains(size, sizes));
        Assert.All(prefixes, m => Assert.InRange(((BytesModel)m["short"]!).Bytes.Length, 0, 255));
    }

    [Fact]
    public void Every_allowed_value_of_a_few_comes_and_no_other()
    {
        Assert.Equal([3, 4, 5, 6, 7, 8, 9], NumbersOf("range"));
        Assert.Equal([2, 500], NumbersOf("one_of"));
        Assert.Equal([0, 1, 4], NumbersOf("closed"));
        Assert.Equal([0, 1, 4, 5], NumbersOf("flags"));
    }

    [Fact]
    public void A_table_that_allows_nothing_is_named()
    {
        PacketLayout impossible = Types.Packet("Impossible", new FieldLayout { Name = "number", Type = Types.Unsigned(1), Min = 300, Max = 400 });
        var thrown = Assert.ThrowsAny<Exception>(() => Gen.Sample(PacketModels.Generator(impossible), 1, 1).ToArray());
        Assert.Contains("No values were found that the table of Impossible allows", thrown.ToString(), StringComparison.Ordinal);
    }

    private static IEnumerable<string> CasesOf(string union) =>
        Sample("Chosen").Select(m => ((CaseModel)m[union]!).Case.Name).Distinct().Order(StringComparer.Ordinal);

    private static IEnumerable<long> NumbersOf(string field) => Sample("Limits").Select(m => m.Number(field)).Distinct().Order();

    private static PacketModel[] Sample(string layout, int count = 600) => [.. Gen.Sample(PacketModels.Generator(Words.Find(layout)), count, 60)];
}
