using KerberosGen.CodeFixes.Tests.Running;

namespace KerberosGen.CodeFixes.Tests.Fixes;

public sealed class MarkSecretFixTests
{
    [Fact]
    public Task A_domain_type_gets_it_beside_what_declares_it() => Fixing.Turns<MarkSecretFix>(
        "namespace Shop;\n[FixedBytes(32)]\npublic readonly partial struct AesKey;\n",
        "Mark 'AesKey' [Secret]",
        "namespace Shop;\n[FixedBytes(32), Secret]\npublic readonly partial struct AesKey;\n");

    [Fact]
    public Task A_field_gets_it_on_its_own_line() => Fixing.Turns<MarkSecretFix>(
        "namespace Shop;\n/// <summary>A box.</summary>\n[Packet]\npublic partial struct Box\n{\n    /// <summary>Opens it.</summary>\n    public Nonce Password;\n}\n",
        "Mark 'Password' [Secret]",
        "namespace Shop;\n/// <summary>A box.</summary>\n[Packet]\npublic partial struct Box\n{\n    /// <summary>Opens it.</summary>\n    [Secret] public Nonce Password;\n}\n");

    [Fact]
    public Task Fields_that_share_a_declaration_are_left_to_their_author() => Fixing.OffersNothing<MarkSecretFix>(
        "namespace Shop;\n[Packet] public partial struct Box { public Nonce Password, Number; }\n");

    [Fact]
    public Task All_secrets_of_a_project_are_marked_at_once() => Fixing.TurnsAll<MarkSecretFix>(
        [
            "namespace Shop;\n[FixedBytes(32)] public readonly partial struct AesKey;\n[FixedText(8)] public readonly partial struct Passphrase;\n",
            "namespace Shop;\n/// <summary>A box.</summary>\n[Packet] public ref partial struct Box { public AesKey Key; public Nonce SessionToken; public ReadOnlySpan<byte> SecretBytes; }\n",
        ],
        [
            "namespace Shop;\n[FixedBytes(32), Secret] public readonly partial struct AesKey;\n[FixedText(8), Secret] public readonly partial struct Passphrase;\n",
            "namespace Shop;\n/// <summary>A box.</summary>\n[Packet] public ref partial struct Box { public AesKey Key; [Secret] public Nonce SessionToken; [Secret] public ReadOnlySpan<byte> SecretBytes; }\n",
        ]);
}
