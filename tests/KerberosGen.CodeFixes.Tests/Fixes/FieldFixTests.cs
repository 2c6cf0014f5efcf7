using KerberosGen.CodeFixes.Tests.Running;

namespace KerberosGen.CodeFixes.Tests.Fixes;

/// <summary>Fixes to one field's own declaration.</summary>
public sealed class FieldFixTests
{
    private const string Before = "namespace Shop;\n/// <summary>A box.</summary>\n[Packet] public ";

    [Fact]
    public Task A_count_of_bytes_becomes_a_length() => Fixing.Turns<MeasureBytesFix>(
        Before + "ref partial struct Box { [CountOf(nameof(Body))] public byte Length; public ReadOnlySpan<byte> Body; }\n",
        "Make 'Length' a [LengthOf]",
        Before + "ref partial struct Box { [LengthOf(nameof(Body))] public byte Length; public ReadOnlySpan<byte> Body; }\n");

    [Fact]
    public Task A_length_of_something_fixed_is_left_to_its_author() => Fixing.OffersNothing<MeasureBytesFix>(
        Before + "partial struct Box { [CountOf(nameof(Iv))] public byte Length; public Iv Iv; }\n");

    [Fact]
    public Task A_count_of_bytes_that_a_nul_ends_is_left_to_its_author() => Fixing.OffersNothing<MeasureBytesFix>(
        Before + "ref partial struct Box { [CountOf(nameof(Body))] public byte Length; [NulTerminated] public ReadOnlySpan<byte> Body; }\n");

    [Theory]
    [InlineData("sbyte", "byte")]
    [InlineData("short", "ushort")]
    [InlineData("int", "uint")]
    [InlineData("long", "ulong")]
    public Task A_signed_length_becomes_the_unsigned_one_of_its_size(string signed, string unsigned) => Fixing.Turns<MakeUnsignedFix>(
        Before + $"ref partial struct Box {{ [LengthOf(nameof(Body))] public {signed} Length; public ReadOnlySpan<byte> Body; }}\n",
        $"Make 'Length' a {unsigned}",
        Before + $"ref partial struct Box {{ [LengthOf(nameof(Body))] public {unsigned} Length; public ReadOnlySpan<byte> Body; }}\n");

    [Fact]
    public Task A_length_that_is_no_integer_is_left_to_its_author() => Fixing.OffersNothing<MakeUnsignedFix>(
        Before + "ref partial struct Box { [LengthOf(nameof(Body))] public KeyRole Length; public ReadOnlySpan<byte> Body; }\n");

    [Fact]
    public Task An_automatic_property_becomes_a_field() => Fixing.Turns<MakeFieldFix>(
        "namespace Shop;\n/// <summary>A box.</summary>\n[Packet]\npublic partial struct Box\n{\n    /// <summary>Across.</summary>\n    public ushort Width { get; set; } // in mm\n}\n",
        "Make 'Width' a field",
        "namespace Shop;\n/// <summary>A box.</summary>\n[Packet]\npublic partial struct Box\n{\n    /// <summary>Across.</summary>\n    public ushort Width; // in mm\n}\n");

    [Fact]
    public Task A_read_only_field_becomes_writable() => Fixing.Turns<MakeFieldFix>(
        Before + "partial struct Box { public readonly ushort Width; }\n",
        "Make 'Width' writable",
        Before + "partial struct Box { public ushort Width; }\n");

    [Fact]
    public Task A_property_with_code_of_its_own_is_left_to_its_author() => Fixing.OffersNothing<MakeFieldFix>(
        Before + "partial struct Box { public Box() { } public ushort Width { get; set; } = 3; }\n");

    [Fact]
    public Task An_encrypted_field_without_an_iv_gets_the_only_one() => Fixing.Turns<NameIvFix>(
        Before + "partial struct Box { public Iv Start; public Cipher16 Tag; [Encrypted<KeyRole>(KeyRole.Session, Plaintext = typeof(Nonce))] public Cipher16 Hidden; }\n",
        "Encrypt 'Hidden' with 'Start'",
        Before + "partial struct Box { public Iv Start; public Cipher16 Tag; [Encrypted<KeyRole>(KeyRole.Session, Iv = nameof(Start), Plaintext = typeof(Nonce))] public Cipher16 Hidden; }\n");

    [Theory]
    [InlineData("public Iv One, Two;")]
    [InlineData("public Cipher16 Tag;")]
    [InlineData("public ulong Iv;")]
    public Task An_iv_is_not_guessed_among_two_or_none(string fields) => Fixing.OffersNothing<NameIvFix>(
        Before + $"partial struct Box {{ {fields} [Encrypted<KeyRole>(KeyRole.Session, Plaintext = typeof(Nonce))] public Cipher16 Hidden; }}\n");
}
