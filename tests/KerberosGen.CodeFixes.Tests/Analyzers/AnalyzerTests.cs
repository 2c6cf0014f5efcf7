using System.Collections.Immutable;
using System.Globalization;
using KerberosGen.CodeFixes.Tests.Running;
using Microsoft.CodeAnalysis;

namespace KerberosGen.CodeFixes.Tests.Analyzers;

public sealed class AnalyzerTests
{
    private const string Vocabulary = """
        namespace Shop;
        [FixedBytes(16)] public readonly partial struct Iv;
        [FixedBytes(8)] public readonly partial struct Nonce;
        [FixedBytes(16)] public readonly partial struct Cipher16;
        [FixedBytes(8), Secret] public readonly partial struct Pin;
        public enum KeyRole { Session }
        """;

    [Theory]
    [InlineData("[FixedBytes(32)] public readonly partial struct [|AesKey|];", "'AesKey' is a key by its name, and would be printed: mark it [Secret]")]
    [InlineData("[FixedText(32)] public readonly partial struct [|PASSWORD|];", "'PASSWORD' is a password by its name, and would be printed: mark it [Secret]")]
    [InlineData("[FixedBytes(32)] public readonly partial struct [|AES256Key|];", "'AES256Key' is a key by its name, and would be printed: mark it [Secret]")]
    [InlineData("[FixedBytes(32)] public readonly partial struct [|KeyMaterial|];", "'KeyMaterial' is a key by its name, and would be printed: mark it [Secret]")]
    [InlineData("/// <summary>.</summary>\n[Packet] public partial struct Box { public Nonce [|access_token|]; }", "'access_token' is a token by its name, and would be printed: mark it [Secret]")]
    [InlineData("/// <summary>.</summary>\n[Packet] public partial struct Box { public Nonce [|Key2|]; }", "'Key2' is a key by its name, and would be printed: mark it [Secret]")]
    [InlineData("/// <summary>.</summary>\n[Packet] public ref partial struct Box { public ReadOnlySpan<byte> [|ClientSecret|]; }", "'ClientSecret' is a secret by its name, and would be printed: mark it [Secret]")]
    [InlineData("[FixedBytes(32)] public readonly partial struct [|PrivateKey|]; /** <summary>.</summary> */\n/// <summary>.</summary>\n[Packet] public partial struct Box { public PrivateKey PrivateKey; }", "'PrivateKey' is a key by its name, and would be printed: mark it [Secret]")]
    [InlineData("[Packet] public partial struct [|Box|] { public byte X; }", "'Box' has no <summary>: say in one what it is for, as the layout table, the written spec and the inspector show it")]
    [InlineData("/// <remarks>A box.</remarks>\n[Packet] public partial struct [|Box|] { public byte X; }", "'Box' has no <summary>: say in one what it is for, as the layout table, the written spec and the inspector show it")]
    [InlineData("/// <summary>.</summary>\n[Packet, Secret] public partial struct [|Box|] { public byte X; }", "[Secret] on 'Box' has no effect: put it on the fields that are secret")]
    [InlineData("public ref partial struct Box { [LengthOf(nameof(Body))] public uint [|Length|]; public ReadOnlySpan<byte> Body; }", "[LengthOf] on 'Length' has no effect: 'Box' itself is not declared, so mark it [Packet], or what it is")]
    [InlineData("[BigEndian] public partial struct [|Box|] { public uint Length; }", "[BigEndian] on 'Box' has no effect: 'Box' itself is not declared, so mark it [Packet], or what it is")]
    public async Task What_is_doubtful_is_reported_once_at_its_name(string marked, string message)
    {
        string source = "namespace Shop;\n" + marked.Replace("[|", "").Replace("|]", "");

        ImmutableArray<Diagnostic> reported = await DeclaredProject.DiagnosticsOf(DeclaredProject.Of(source, Vocabulary));

        Diagnostic only = Assert.Single(reported);
        Assert.Equal(message, only.GetMessage(CultureInfo.InvariantCulture));
        int start = marked.IndexOf("[|", StringComparison.Ordinal);
        Assert.Equal(("namespace Shop;\n".Length + start, marked.IndexOf("|]", StringComparison.Ordinal) - start - 2), (only.Location.SourceSpan.Start, only.Location.SourceSpan.Length));
    }

    [Theory]
    [InlineData("KeyId")]
    [InlineData("KeyVersion")]
    [InlineData("KeyLength")]
    [InlineData("Keyboard")]
    [InlineData("Monkey")]
    [InlineData("TokenCount")]
    [InlineData("Tokens")]
    [InlineData("PublicKey")]
    [InlineData("EncryptedKey")]
    [InlineData("Secretary")]
    [InlineData("Bytes")]
    public async Task A_name_that_only_has_to_do_with_secrets_is_none(string name)
    {
        string source = $"namespace Shop;\n/// <summary>.</summary>\n[Packet] public partial struct Box {{ public Nonce {name}; }}";

        Assert.Empty(await DeclaredProject.DiagnosticsOf(DeclaredProject.Of(source, Vocabulary)));
    }

    [Theory]
    [InlineData("public Pin Password;")]
    [InlineData("[Secret] public Nonce Password;")]
    [InlineData("public Iv Iv; [Encrypted<KeyRole>(KeyRole.Session, Iv = nameof(Iv), Plaintext = typeof(Nonce))] public Cipher16 Key;")]
    [InlineData("public uint Key;")]
    [InlineData("public KeyRole Key;")]
    [InlineData("public byte X; public static ReadOnlySpan<byte> Key => [1];")]
    [InlineData("public byte X; public static Nonce Key;")]
    public async Task A_secret_that_is_marked_or_encrypted_or_a_number_is_left_alone(string fields)
    {
        string source = $"namespace Shop;\n/// <summary>.</summary>\n[Packet] public partial struct Box {{ {fields} }}";

        Assert.Empty(await DeclaredProject.DiagnosticsOf(DeclaredProject.Of(source, Vocabulary)));
    }

    [Fact]
    public async Task A_pragma_silences_a_rule_and_a_mistake_where_they_stand()
    {
        const string source = """
            namespace Shop;
            #pragma warning disable KG0100, KG0101, KG0102
            [FixedBytes(32)] public readonly partial struct AesKey;
            [Packet, Secret] public partial struct Box { public byte X; }
            """;

        Assert.Empty(await DeclaredProject.DiagnosticsOf(DeclaredProject.Of(source)));
    }

    [Theory]
    [InlineData("KerberosGen.Packets")]
    [InlineData("KerberosGen.Inspection/Captures/Formats")]
    public async Task The_projects_own_declarations_are_clean(string folder)
    {
        string[] sources = [.. Directory.EnumerateFiles(Path.Combine(RepositoryFiles.Root, "runtime", folder), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Select(File.ReadAllText)];
        Assert.NotEmpty(sources);

        Assert.Empty(await DeclaredProject.DiagnosticsOf(DeclaredProject.Of(sources)));
    }
}
