using System.Text.RegularExpressions;

namespace KerberosGen.Generator.Tests.RandomDeclarations;

/// <summary>What people get wrong, applied to a declaration that was right.</summary>
internal static class Mistakes
{
    private static readonly (string Pattern, string Replacement)[] Edits =
    [
        ("partial ", ""),
        ("ref partial", "partial"),
        ("public partial struct", "public ref partial struct"),
        ("partial struct", "partial record struct"),
        ("partial struct", "partial class"),
        ("partial struct", "partial interface"),
        ("partial struct", "struct"),
        (@"struct (@?\w+)", "struct $1<T>"),
        (@"struct (@?\w+)", "struct $1(int extra)"),
        (@"struct (@?\w+)", "struct Layout"),
        (@"struct (@?\w+)", "struct Storage"),
        (@"public (\S+) (@?\w+);", "public $1 $2 { get; set; }"),
        (@"public (\S+) (@?\w+);", "public $1 $2;\n    public $1 $2Again;\n    public $1 _$2;"),
        (@"public (\S+) (@?\w+);", "public readonly $1 $2;"),
        (@"public (\S+) (@?\w+);", "public static $1 $2;"),
        (@"public (\S+) (@?\w+);", "public string $2;"),
        (@"public (\S+) (@?\w+);", "public Nowhere $2;"),
        (@"public (\S+) (@?\w+);", "public $1[] $2;"),
        (@"public (\S+) (@?\w+);", "public $1? $2;"),
        (@"public (\S+) (@?\w+);", "private volatile $1 $2;"),
        (@"public (\S+) (@?\w+);", "public $1 Size;"),
        (@"public (\S+) (@?\w+);", "public PacketList<$1> $2;"),
        (@"public (\S+) (@?\w+);", "public global::System.ReadOnlySpan<byte> $2;"),
        (@"public (\S+) (@?\w+);", "public $1 ;"),
        (@"nameof\((@?\w+)\)", "nameof($1x)"),
        (@"nameof\((@?\w+)\)", "\"$1x\""),
        (@"nameof\((@?\w+)\)", "null"),
        (@"nameof\((@?\w+)\)", ""),
        (@"nameof\((@?\w+)\)", "nameof(Shop)"),
        ("LengthOf", "CountOf"),
        ("CountOf", "LengthOf"),
        ("LengthOf", "LengthOf(null), LengthOf"),
        (@"FixedBytes\(\d+", "FixedBytes(0"),
        (@"FixedBytes\(\d+", "FixedBytes(-1"),
        (@"FixedBytes\(\d+", "FixedBytes(99999"),
        (@"FixedBytes\(\d+", "FixedBytes(\"16\""),
        (@"FixedBytes\(\d+", "FixedBytes(new[] { 1 }"),
        (@"FixedBytes\(\d+", "FixedBytes("),
        (@"FixedBytes\(\d+", "FixedBytes(15"),
        ("FixedBytes", "FixedText"),
        ("FixedText", "FixedBytes"),
        (@"\[Packet", "[Packet, Packet"),
        (@"\[Packet", "[Packet, Request(7)"),
        (@"\[Packet", "[Request(7)"),
        (@"\[Packet", "[Request()"),
        (@"\[Packet", "[Request(70000)"),
        (@"\[Packet", "[Request(null)"),
        (@"\[Packet", "[Response(Code)"),
        (@"\[Packet", "[Header(PacketDirection.Request)"),
        (@"\[Packet", "[Header((PacketDirection)9)"),
        (@"\[Packet", "[Header("),
        (@"\[Packet", "[Packet(Layout = 3)"),
        (@"\[Packet", "[Packet(Layout = \"\\\"\\n\\ud800{\")"),
        (@"\[Packet", "[Obsolete, Packet"),
        (@"Plaintext = typeof\([^)]*\)", "Plaintext = typeof(int)"),
        (@"Plaintext = typeof\([^)]*\)", "Plaintext = typeof(void)"),
        (@"Plaintext = typeof\([^)]*\)", "Plaintext = typeof(List<>)"),
        (@"Plaintext = typeof\([^)]*\)", "Plaintext = typeof(int*[])"),
        (@"Plaintext = typeof\([^)]*\)", "Plaintext = null"),
        (@"Plaintext = typeof\([^)]*\)", "Padding = (CipherPadding)4"),
        (@"Encrypted<[^>]*>", "Encrypted<int>"),
        (@"Encrypted<[^>]*>", "Encrypted<Nowhere>"),
        (@"Encrypted<[^>]*>", "Encrypted"),
        (@"Encrypted<[^>]*>\([^,)]*", "$0, 4"),
        (@"namespace Shop", "namespace Shop.PacketCatalog"),
        (@"namespace Shop\n\{", "public partial class Shop\n{"),
        (@"namespace Shop\n\{", "namespace Shop\n{\npublic class PacketCatalog;"),
        (@"namespace Shop\n\{", "namespace @class.@namespace\n{"),
        (@"namespace Shop\n\{", ""),
        (@"\n\}\n$", ""),
        (@"<summary>", "<summary>]]> <broken & </summary><summary>"),
        (@"/// <summary>", "/** <summary>"),
        (": (byte|sbyte|ushort|short|uint|int|ulong|long) ", ": string "),
        (";", ""),
        (@"\{", ""),
        (@"\)", ""),
        (@"\]", ""),
    ];

    /// <summary>One mistake each, at a random place; then some texts with several.</summary>
    public static IEnumerable<string> In(string good, Random random)
    {
        foreach ((string pattern, string replacement) in Edits)
        {
            if (Apply(good, pattern, replacement, random) is { } wrong)
                yield return wrong;
        }

        for (int i = 0; i < 10; i++)
        {
            string text = good;
            for (int j = random.Next(2, 5); j > 0; j--)
            {
                (string pattern, string replacement) = Edits[random.Next(Edits.Length)];
                text = Apply(text, pattern, replacement, random) ?? text;
            }

            yield return text;
        }
    }

    /// <summary>The text as far as somebody has typed it, with and without what an editor closes by itself.</summary>
    public static IEnumerable<string> CutsOf(string good, Random random)
    {
        int step = Math.Max(1, good.Length / 30);
        for (int length = random.Next(step); length < good.Length; length += step)
        {
            yield return good[..length];
            yield return good[..length] + " }\n}";
        }
    }

    private static string? Apply(string text, string pattern, string replacement, Random random)
    {
        MatchCollection matches = Regex.Matches(text, pattern);
        if (matches.Count == 0)
            return null;
        Match match = matches[random.Next(matches.Count)];
        return text[..match.Index] + match.Result(replacement) + text[(match.Index + match.Length)..];
    }
}
