using KerberosGen.Generator.Tests.Running;

namespace KerberosGen.Generator.Tests.Snapshots;

/// <summary>
/// The emitted source of representative declarations, kept to be read. <c>KERBEROSGEN_UPDATE_SNAPSHOTS=1</c> rewrites it.
/// </summary>
public sealed class SnapshotTests
{
    private const string Switch = "KERBEROSGEN_UPDATE_SNAPSHOTS";

    private static readonly bool Updates = Environment.GetEnvironmentVariable(Switch) == "1";

    /// <summary>A name, the declarations, and the emitted files that are kept.</summary>
    public static TheoryData<string, string, string[]> Declarations => new()
    {
        {
            "DomainTypes", """
            /// <summary>Who it is.</summary>
            [FixedBytes(16)] public readonly partial struct Id;
            /// <summary>A key. Never printed.</summary>
            [FixedBytes(32), Secret] public readonly partial struct Key;
            /// <summary>Where it is.</summary>
            [FixedBytes(4, Display = BytesDisplay.IPv4)] public readonly partial struct Address;
            /// <summary>A name.</summary>
            [FixedText(255)] public readonly partial struct Name;
            /// <summary>A password. Never printed.</summary>
            [FixedText(8, Terminated = false), Secret] internal readonly partial struct Password;
            """,
            ["Id", "Key", "Address", "Name", "Password"]
        },
        {
            "FixedPacket", """
            [FixedBytes(16)] public readonly partial struct Iv;
            [FixedBytes(8)] public readonly partial struct Nonce;
            [FixedBytes(16)] public readonly partial struct Cipher16;
            public enum KeyRole { Client, Session }
            /// <summary>A proof of <see cref="Nonce"/> &amp; time.</summary>
            [Packet(Layout = "original")] public partial struct Proof
            {
                /// <summary>The IV of both.</summary>
                public Iv Iv;
                /// <summary>The nonce, encrypted.</summary>
                [Encrypted<KeyRole>(KeyRole.Client, Iv = nameof(Iv), Plaintext = typeof(Nonce))] public Cipher16 Nonce;
                [Encrypted<KeyRole>(KeyRole.Session, Iv = nameof(Iv), Plaintext = typeof(Iv), Padding = CipherPadding.None)] public Cipher16 Block;
            }
            """,
            ["Proof"]
        },
        {
            "SyntheticIvs", """
            [Header(PacketDirection.Request)] public partial struct RequestHeader { public byte Version; [Code] public ushort Code; [PayloadSize] public uint PayloadSize; }
            [FixedBytes(16)] public readonly partial struct Iv;
            [FixedBytes(8)] public readonly partial struct Nonce;
            [FixedBytes(16)] public readonly partial struct Cipher16;
            public enum KeyRole { Session }
            /// <summary>A proof.</summary>
            [Packet] public partial struct Proof
            {
                public byte Version;
                [SyntheticIv("proof")] public Iv Iv;
                [Encrypted<KeyRole>(KeyRole.Session, Iv = nameof(Iv), Plaintext = typeof(Nonce))] public Cipher16 Nonce;
                [Encrypted<KeyRole>(KeyRole.Session, Iv = nameof(Iv), Plaintext = typeof(Iv), Padding = CipherPadding.None)] public Cipher16 Block;
            }
            /// <summary>A message.</summary>
            [Request(1)] public ref partial struct Say
            {
                [LengthOf(nameof(Text))] public ushort Length;
                [SyntheticIv("say")] public Iv Iv;
                [Encrypted<KeyRole>(KeyRole.Session, Iv = nameof(Iv), Plaintext = typeof(string))] public ReadOnlySpan<byte> Text;
            }
            """,
            ["Proof", "Say"]
        },
        {
            "NestedAndBigEndian", """
            public enum Colour : ushort { Red = 1, Blue = 500 }
            [Packet, BigEndian] public partial struct Point { public short X; public ushort Y; }
            [Packet] public partial struct Shape { public Point From, To; public Colour Colour; [BigEndian] public long Time; [Secret] public uint Pin; public sbyte Depth; }
            """,
            ["Point", "Shape"]
        },
        {
            "Variable", """
            [FixedBytes(16)] public readonly partial struct Iv;
            public enum KeyRole { Session }
            [Packet] public partial struct Point { public ushort X, Y; }
            [Packet] public ref partial struct Path
            {
                [LengthOf(nameof(Title))] public byte TitleSize;
                public ReadOnlySpan<byte> Title;
                public Iv Iv;
                [CountOf(nameof(Points)), BigEndian] public uint Count;
                [LengthOf(nameof(Note))] public ushort NoteSize;
                public PacketList<Point> Points;
                [Encrypted<KeyRole>(KeyRole.Session, Iv = nameof(Iv), Plaintext = typeof(string))] public ReadOnlySpan<byte> Note;
                public PacketList<Iv> Rest;
            }
            """,
            ["Path"]
        },
        {
            "Protocol", """
            [Header(PacketDirection.Request)] public partial struct RequestHeader { public byte Version; [Code] public ushort Code; [PayloadSize] public uint PayloadSize; }
            [Header(PacketDirection.Response)] public partial struct ResponseHeader { [Code] public ushort Code; [PayloadSize] public uint PayloadSize; }
            [Packet] public partial struct Point { public ushort X, Y; }
            [Request(1, Layout = "documented")] public partial struct Move { public Point To; }
            [Request(1, Layout = "original")] public partial struct OldMove { public Point To; public byte Speed; }
            [Request(2)] public ref partial struct Say { public ReadOnlySpan<byte> Text; }
            [Request(3)] public partial struct Leave;
            """,
            ["PacketCatalog", "Leave", "Say", "RequestHeader"]
        },
    };

    [Theory]
    [MemberData(nameof(Declarations))]
    public void The_emitted_source_is_what_was_read_and_found_good(string name, string declarations, string[] kept)
    {
        GeneratorRun run = GeneratorRun.Of("namespace Shop;\n" + declarations);
        run.AssertCompiles();

        foreach (string type in kept)
            AssertIsAsKept($"{name}.{type}.verified.cs", run.Files[$"Shop.{type}.g.cs"]);
    }

    [Fact]
    public void Every_snapshot_belongs_to_a_declaration()
    {
        string[] kept = [.. Declarations.SelectMany(row => ((string[])((object[])row)[2]).Select(type => $"{((object[])row)[0]}.{type}.verified.cs")).Order(StringComparer.Ordinal)];
        string[] found = [.. Directory.GetFiles(RepositoryFiles.Tests("Snapshots"), "*.verified.cs").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

        Assert.Equal(kept, found);
    }

    private static void AssertIsAsKept(string file, string emitted)
    {
        string path = RepositoryFiles.Tests(Path.Combine("Snapshots", file));
        if (Updates)
            File.WriteAllText(path, emitted);
        string kept = File.Exists(path) ? File.ReadAllText(path) : "";
        int line = emitted.Split('\n').Zip(kept.Split('\n')).TakeWhile(pair => pair.First == pair.Second).Count() + 1;
        Assert.True(emitted == kept, $"{file} differs from line {line} on. If what is emitted is right, run the test with {Switch}=1, read the difference and commit it.\nEmitted:\n{emitted}");
    }
}
