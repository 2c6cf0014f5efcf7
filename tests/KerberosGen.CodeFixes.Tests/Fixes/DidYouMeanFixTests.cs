using KerberosGen.CodeFixes.Tests.Running;

namespace KerberosGen.CodeFixes.Tests.Fixes;

public sealed class DidYouMeanFixTests
{
    [Theory]
    [InlineData("\"Bodies\"", "Bodies", "nameof(Body)")]
    [InlineData("\"body\"", "body", "nameof(Body)")]
    [InlineData("nameof(Bdoy)", "Bdoy", "nameof(Body)")]
    [InlineData("nameof(Bod)", "Bod", "nameof(Body)")]
    public Task A_misspelled_length_gets_the_nearest_name(string reference, string name, string corrected) => Fixing.Turns<DidYouMeanFix>(
        $"namespace Shop;\n/// <summary>A box.</summary>\n[Packet] public ref partial struct Box {{ public byte Tag; [LengthOf({reference})] public byte Length; public ReadOnlySpan<byte> Body; }}\n",
        $"Change '{name}' to 'Body'",
        $"namespace Shop;\n/// <summary>A box.</summary>\n[Packet] public ref partial struct Box {{ public byte Tag; [LengthOf({corrected})] public byte Length; public ReadOnlySpan<byte> Body; }}\n");

    [Fact]
    public Task A_count_of_a_type_was_meant_for_the_list_of_it() => Fixing.Turns<DidYouMeanFix>(
        "namespace Shop;\n/// <summary>A box.</summary>\n[Packet] public ref partial struct Box { [CountOf(nameof(Point))] public byte Count; public PacketList<Point> Points; }\n",
        "Change 'Point' to 'Points'",
        "namespace Shop;\n/// <summary>A box.</summary>\n[Packet] public ref partial struct Box { [CountOf(nameof(Points))] public byte Count; public PacketList<Point> Points; }\n");

    [Theory]
    [InlineData("\"Vi\"", "nameof(Iv)")]
    [InlineData("nameof(Vi)", "nameof(Iv)")]
    public Task A_misspelled_iv_gets_the_nearest_name(string reference, string corrected) => Fixing.Turns<DidYouMeanFix>(
        $"namespace Shop;\n/// <summary>A box.</summary>\n[Packet] public partial struct Box {{ public Iv Iv; [Encrypted<KeyRole>(KeyRole.Session, Iv = {reference}, Plaintext = typeof(Nonce))] public Cipher16 Hidden; }}\n",
        "Change 'Vi' to 'Iv'",
        $"namespace Shop;\n/// <summary>A box.</summary>\n[Packet] public partial struct Box {{ public Iv Iv; [Encrypted<KeyRole>(KeyRole.Session, Iv = {corrected}, Plaintext = typeof(Nonce))] public Cipher16 Hidden; }}\n");

    [Theory]
    [InlineData("public byte Kind; [When(\"Kidn\", 1)] public byte Extra;", "Kidn", "public byte Kind; [When(nameof(Kind), 1)] public byte Extra;", "Kind")]
    [InlineData("public byte Tag; public ushort Head; [Checksum<Crc32>(From = \"Haed\")] public uint Sum;", "Haed", "public byte Tag; public ushort Head; [Checksum<Crc32>(From = nameof(Head))] public uint Sum;", "Head")]
    [InlineData("[Computed(\"Totl\")] public byte Sum; private readonly byte Total => 3;", "Totl", "[Computed(nameof(Total))] public byte Sum; private readonly byte Total => 3;", "Total")]
    public Task A_misspelled_reference_of_any_word_gets_the_nearest_name(string fields, string name, string corrected, string meant) => Fixing.Turns<DidYouMeanFix>(
        $"namespace Shop;\n/// <summary>A box.</summary>\n[Packet] public partial struct Box {{ {fields} }}\n",
        $"Change '{name}' to '{meant}'",
        $"namespace Shop;\n/// <summary>A box.</summary>\n[Packet] public partial struct Box {{ {corrected} }}\n");

    [Fact]
    public Task What_ends_a_sequence_is_looked_for_in_its_entries() => Fixing.Turns<DidYouMeanFix>(
        "namespace Shop;\n/// <summary>A box.</summary>\n[Packet] public ref partial struct Box { public byte Yx; [Until(\"y\", 1)] public PacketSequence<Point> Points; }\n",
        "Change 'y' to 'Point.Y'",
        "namespace Shop;\n/// <summary>A box.</summary>\n[Packet] public ref partial struct Box { public byte Yx; [Until(nameof(Point.Y), 1)] public PacketSequence<Point> Points; }\n");

    [Theory]
    [InlineData("[LengthOf(\"Content\")] public byte Length; public ReadOnlySpan<byte> Body;")]
    [InlineData("[LengthOf(\"Bode\")] public byte Length; public ReadOnlySpan<byte> Body; public byte Bodx;")]
    [InlineData("[LengthOf(null!)] public byte Length; public ReadOnlySpan<byte> Body;")]
    public Task A_name_that_is_near_none_or_near_two_is_left_to_its_author(string fields) => Fixing.OffersNothing<DidYouMeanFix>(
        $"namespace Shop;\n[Packet] public ref partial struct Box {{ {fields} }}\n");

    [Fact]
    public Task A_field_that_is_no_iv_is_not_misspelled() => Fixing.OffersNothing<DidYouMeanFix>(
        "namespace Shop;\n[Packet] public partial struct Box { public Iv Iw; public Nonce Iv; [Encrypted<KeyRole>(KeyRole.Session, Iv = nameof(Iv), Plaintext = typeof(Nonce))] public Cipher16 Hidden; }\n");

    [Fact]
    public Task An_unknown_name_anywhere_else_is_the_compilers_business() => Fixing.OffersNothing<DidYouMeanFix>(
        "namespace Shop;\n[Packet] public partial struct Box { public byte Body; [Obsolete(nameof(Bodi))] public byte Other; public static int Two() => Bodi; }\n");

    [Theory]
    [InlineData("[LengthOf(nameof(Bdoy))] public byte Length; public ReadOnlySpan<byte> Body;", "CS0103")]
    [InlineData("public Iv Iv; [Encrypted<KeyRole>(KeyRole.Session, Iv = nameof(Vi))] public ReadOnlySpan<byte> Body;", "CS0103")]
    [InlineData("[Computed(nameof(Totl))] public byte Sum; private readonly byte Total => 3; public ReadOnlySpan<byte> Body;", "CS0103")]
    [InlineData("[Until(nameof(Point.Z), 1)] public PacketSequence<Point> Points;", "CS0117")]
    [InlineData("[LengthOf(nameof(Point))] public byte Length; public ReadOnlySpan<byte> Body;", "KG0005")]
    public async Task A_misspelled_name_is_one_error_whoever_tells_it(string fields, string id)
    {
        string source = $"namespace Shop;\n/// <summary>A box.</summary>\n[Packet] public ref partial struct Box {{ {fields} }}\n";

        Assert.Equal([id], (await DeclaredProject.DiagnosticsOf(DeclaredProject.Of(source, Fixing.Vocabulary))).Select(d => d.Id));
    }

    [Theory]
    [InlineData("", "", 0)]
    [InlineData("", "abc", 3)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("Lenght", "Length", 1)]
    [InlineData("ca", "abc", 3)]
    [InlineData("flaw", "lawn", 2)]
    public void A_distance_counts_letters_added_lost_changed_and_swapped(string left, string right, int keystrokes)
    {
        Assert.Equal(keystrokes, EditDistance.Between(left, right));
        Assert.Equal(keystrokes, EditDistance.Between(right, left));
    }
}
