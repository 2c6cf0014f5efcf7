using System.Text;

namespace KerberosGen.Generator.Tests.Running;

/// <summary>Right declarations in unusual surroundings: what is emitted for them compiles, warnings included.</summary>
public sealed class CompilationTests
{
    private const string Header = "[Header(PacketDirection.Request)] public partial struct RequestHeader { [Code] public ushort code; [PayloadSize] public uint payloadSize; }\n";

    private const string Sealing = "public enum Role { One } [FixedBytes(16)] public readonly partial struct Iv; [FixedBytes(8)] public readonly partial struct Nonce; [FixedBytes(16)] public readonly partial struct Sealed;\n";

    public static TheoryData<string, string> Declarations => new()
    {
        { "no namespace", Header + "[Request(1)] public partial struct Order { public byte X; }" },
        { "keywords for a namespace", "namespace @class.@event;\n" + Header + "[Request(1)] public partial struct @int { public byte @class; }" },
        { "types that differ by case", "namespace Shop;\n[Packet] public partial struct Box; [Packet] public partial struct BOX; [Packet] public partial struct packetcatalog;" },
        { "obsolete types", "namespace Shop;\n[Obsolete(\"old\")] [FixedBytes(4)] public readonly partial struct Id; [Obsolete] [Packet] public partial struct Box { public Id Id; }" },
        { "an internal message", "namespace Shop;\n" + Header + "[FixedBytes(4)] internal readonly partial struct Id; [Request(1)] internal partial struct Order { public Id Id; }" },
        { "an internal IV", "namespace Shop;\ninternal enum Role { One }\n[FixedBytes(16)] internal readonly partial struct Iv; [Packet] public ref partial struct Box { internal Iv Iv; [Encrypted<Role>(Role.One, Iv = nameof(Iv))] public ReadOnlySpan<byte> Body; }" },
        { "members of the user's own", "namespace Shop;\n[Packet] public partial struct Box(int width) : IDisposable { public int Width = width; public required int Height; public const int Most = 3; public static int Made; public readonly int Area => Width * Height; public readonly void Dispose() { } }" },
        { "a constructor of the user's own", "namespace Shop;\n[FixedBytes(4)] public readonly partial struct Id { public Id(uint number) : this(BitConverter.GetBytes(number)) { } }" },
        { "messages called after the handler's methods", "namespace Shop;\n" + Header + "[Request(1)] public partial struct Unknown; [Request(2)] public partial struct Invalid; [Request(3)] public partial struct Unexpected; [Request(4)] public partial struct TContext;" },
        { "a synthetic IV of a structure whose fields are called like what is emitted", "namespace Shop;\n" + Header + Sealing + "[Packet] public partial struct Box { [SyntheticIv(\"box\")] public Iv Iv; [Encrypted<Role>(Role.One, Iv = nameof(Iv), Plaintext = typeof(Nonce))] public Sealed header; [Encrypted<Role>(Role.One, Iv = nameof(Iv), Plaintext = typeof(Nonce))] public Sealed associated; [Encrypted<Role>(Role.One, Iv = nameof(Iv), Plaintext = typeof(Nonce))] public Sealed ivMac; [Encrypted<Role>(Role.One, Iv = nameof(Iv), Plaintext = typeof(Nonce))] public Sealed made; [Encrypted<Role>(Role.One, Iv = nameof(Iv), Plaintext = typeof(Nonce))] public Sealed padded; [Encrypted<Role>(Role.One, Iv = nameof(Iv), Plaintext = typeof(Nonce))] public Sealed isProved; [Encrypted<Role>(Role.One, Iv = nameof(Iv), Plaintext = typeof(Nonce))] public Sealed opened; [Encrypted<Role>(Role.One, Iv = nameof(Iv), Plaintext = typeof(Nonce))] public Sealed oneCipher; [Encrypted<Role>(Role.One, Iv = nameof(Iv), Plaintext = typeof(Nonce))] public Sealed Header_; [Encrypted<Role>(Role.One, Iv = nameof(Iv), Plaintext = typeof(Nonce))] public Sealed Associated_; }" },
        { "a synthetic IV of a request whose fields are called like what is emitted", "namespace Shop;\n" + Header + Sealing + "[Request(1)] public ref partial struct THeader { [SyntheticIv(\"box\")] public Iv Iv; [LengthPrefix(1), Encrypted<Role>(Role.One, Iv = nameof(Iv))] public ReadOnlySpan<byte> header; [LengthPrefix(1), Encrypted<Role>(Role.One, Iv = nameof(Iv))] public ReadOnlySpan<byte> associated; [LengthPrefix(1), Encrypted<Role>(Role.One, Iv = nameof(Iv))] public ReadOnlySpan<byte> ivMac; [LengthPrefix(1), Encrypted<Role>(Role.One, Iv = nameof(Iv))] public ReadOnlySpan<byte> made; [LengthPrefix(1), Encrypted<Role>(Role.One, Iv = nameof(Iv))] public ReadOnlySpan<byte> padded; [LengthPrefix(1), Encrypted<Role>(Role.One, Iv = nameof(Iv))] public ReadOnlySpan<byte> isProved; [LengthPrefix(1), Encrypted<Role>(Role.One, Iv = nameof(Iv))] public ReadOnlySpan<byte> opened; [LengthPrefix(1), Encrypted<Role>(Role.One, Iv = nameof(Iv))] public ReadOnlySpan<byte> oneCipher; }" },
        { "a synthetic IV called like what is emitted", "namespace Shop;\n" + Header + Sealing + "[Request(1)] public partial struct Box { public byte THeader; [SyntheticIv(\"box\")] public Iv padded; [Encrypted<Role>(Role.One, Iv = nameof(padded), Plaintext = typeof(Nonce))] public Sealed A; }" },
        { "an internal synthetic IV", "namespace Shop;\ninternal enum Role { One }\n[FixedBytes(16)] internal readonly partial struct Iv; [Packet] public ref partial struct Box { [SyntheticIv(\"box\")] internal Iv Iv; [Encrypted<Role>(Role.One, Iv = nameof(Iv))] public ReadOnlySpan<byte> Body; }" },
        { "an internal message with a synthetic IV", "namespace Shop;\n" + Header + Sealing + "[Request(1)] internal partial struct Box { [SyntheticIv(\"box\")] public Iv Iv; [Encrypted<Role>(Role.One, Iv = nameof(Iv), Plaintext = typeof(Nonce))] public Sealed Nonce; }" },
        { "a synthetic IV under a verbatim name", "namespace Shop;\n" + Header + Sealing + "[Packet] public partial struct @class { [SyntheticIv(\"class\")] public Iv @event; [Encrypted<Role>(Role.One, Iv = nameof(@event), Plaintext = typeof(Nonce))] public Sealed @int; }" },
        { "a synthetic IV with a union, a condition and a list behind it", "namespace Shop;\n" + Header + Sealing + "[Union] public partial struct Choice { [Case(1)] public byte A; } [Request(1)] public ref partial struct Box { public byte Kind; [SyntheticIv(\"box\")] public Iv Iv; [ChosenBy(nameof(Kind))] public Choice Choice; [When(nameof(Kind), 1)] public uint Extra; [CountPrefix(1)] public PacketList<Nonce> All; [LengthPrefix(2), Encrypted<Role>(Role.One, Iv = nameof(Iv), Padding = CipherPadding.None)] public ReadOnlySpan<byte> Body; }" },
        { "packets of another assembly", "namespace Shop;\n[Packet] public partial struct Box { public KerberosGen.Packets.Ticket Ticket; public KerberosGen.IPv4Address Address; } [Packet] public ref partial struct Crate { public PacketList<KerberosGen.Packets.ServiceEntry> Entries; }" },
        { "the namespace of another assembly", "namespace KerberosGen.Packets;\n[Packet] public partial struct Box { public Ticket Ticket; }" },
    };

    [Theory]
    [MemberData(nameof(Declarations))]
    public void Unusual_surroundings_compile_without_warnings(string what, string declarations)
    {
        GeneratorRun run = GeneratorRun.Of(PlatformReferences.WithPackets, declarations);

        Assert.True(!run.Files.IsEmpty, what);
        run.AssertCompiles();
    }

    [Fact]
    public void Packets_that_hold_each_other_twice_on_every_level_are_measured_once()
    {
        var text = new StringBuilder("namespace Shop;\n[Packet] public partial struct P0 { }\n");
        for (int level = 1; level <= 60; level++)
            text.Append($"[Packet] public partial struct P{level} {{ public P{level - 1} A, B; }}\n");

        GeneratorRun run = GeneratorRun.Of(text.ToString());

        run.AssertDidNotThrow();
        Assert.Empty(run.Reported);
        Assert.Contains("public const int Size = 0;", run.Files["Shop.P60.g.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_size_that_no_integer_holds_is_reported_where_it_is_first_too_large()
    {
        var text = new StringBuilder("namespace Shop;\n[FixedBytes(60000)] public readonly partial struct Block;\n[Packet] public partial struct P0 { public Block Block; }\n");
        for (int level = 1; level <= 40; level++)
            text.Append($"[Packet] public partial struct P{level} {{ public P{level - 1} A, B; }}\n");

        GeneratorRun run = GeneratorRun.Of(text.ToString());

        run.AssertDidNotThrow();
        Assert.Equal("'P4' is 960000 bytes: make its largest part a ReadOnlySpan<byte> with a length", Assert.Single(run.Reported).GetMessage());
    }

    [Fact]
    public void The_same_declarations_give_the_same_text_whatever_the_culture()
    {
        string text = "namespace Shop;\n" + Header + "[FixedBytes(12345)] public readonly partial struct Id; [Request(1)] public partial struct Order { public Id Id, Other; public long Number; }";
        GeneratorRun invariant = GeneratorRun.Of(text);

        var culture = (System.Globalization.CultureInfo)System.Globalization.CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NegativeSign = "minus";
        culture.NumberFormat.NumberGroupSizes = [1];
        System.Globalization.CultureInfo before = System.Globalization.CultureInfo.CurrentCulture;
        System.Globalization.CultureInfo.CurrentCulture = culture;
        try
        {
            Assert.Equal(invariant.Files, GeneratorRun.Of(text).Files);
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentCulture = before;
        }
    }
}
