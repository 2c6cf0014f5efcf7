using FsCheck;
using FsCheck.Fluent;
using KerberosGen.Generator.Tests.Running;

namespace KerberosGen.Generator.Tests.Incremental;

/// <summary>
/// A declaration is parsed again only if something that it can reach has changed. Here is everything it can reach, each in
/// two or three ways to write it; whatever is changed in whatever order, a session must tell what a cold run tells.
/// <c>KERBEROSGEN_LONG=1</c> changes much more.
/// </summary>
public sealed class EditedSessionTests
{
    /// <summary>Each file is its slots in a row; an edit writes one slot in another of its ways.</summary>
    private static readonly string[][][] Files =
    [
        [
            ["", "// a remark\n", "#define LONG\n", "using Sizes = Shop.Other.Sizes;\n"],
            ["using static Shop.Limits;\n", "using static Shop.Other.Limits;\n"],
            ["namespace Shop;\n"],
            ["", "/// <summary>Who.</summary>\n"],
            ["[FixedBytes(Sizes.Id)]", "[FixedBytes(Chosen)]", "[FixedBytes(0)]"],
            [" public readonly partial struct Id;\n"],
            ["[Header(PacketDirection.Request)] public partial struct RequestHeader { [Code] public ushort Code; [PayloadSize] public uint PayloadSize; }\n", "\n\n"],
            ["[Request(1)] public partial struct Order { public Id Customer; public Line Line;", "[Request(1)] public partial struct Order { public Line Line; public Id Customer;"],
            ["", " public Mode Mode;", " public int Size => 4;", " public int Size;"],
            ["\n#if LONG\n public ulong Number;\n#endif\n"],
            [" }\n", " [BigEndian] public Wide Wide; }\n"],
            ["[Request(Codes.Note)] public ref partial struct Note { [LengthOf(\"Text\")] public ushort Length; public ReadOnlySpan<byte> Text; }\n"],
        ],
        [
            ["namespace Shop;\n"],
            ["[Packet] public partial struct Line { public Article Article; public byte Amount; }\n", "[Packet] public partial struct Line { public Article Article; public uint Amount; }\n", "[Packet] public partial struct Line { public Line2 Article; }\n"],
            ["[Packet] public partial struct Article { public ushort Number; }\n", "[Packet] public partial struct Article { public uint Number; }\n", "[Packet] public partial struct Article { public string Number; }\n", "[Packet] public partial struct Article { public Line Number; }\n"],
        ],
        [
            ["using Deep = Shop.Other.Deepest;\n", "using Deep = Shop.Deepest;\n"],
            ["namespace Shop;\n"],
            ["public static class Sizes { public const int Id = Deep.Id; }\n", "public static class Sizes { public const int Id = 12; }\n"],
            ["public static class Deepest { public const int Id = 8; }\n", "public static class Deepest { public const int Id = 9; }\n"],
            ["public static class Limits { public const int Chosen = 5; }\n"],
            ["public static class Codes { public const ushort Note = 2; public static int F() { return 1; } }\n", "public static class Codes { public const ushort Note = 3; public static int F() { return 2; } }\n", "public static class Codes { public const ushort Note = 3; public static int F() => 1; }\n"],
            ["public enum Mode : byte { Off, On }\n", "public enum Mode : ushort { Off, On }\n", "public enum Mode : byte { Off, On, Unsure }\n"],
        ],
        [
            ["namespace Shop.Other;\n"],
            ["public static class Sizes { public const int Id = 20; }\n"],
            ["public static class Limits { public const int Chosen = 7; }\n", "public static class Limits { public const int Chosen = 6; }\n"],
            ["public static class Deepest { public const int Id = 21; }\n", "public static class Deepest { public const int Id = 22; }\n"],
        ],
        [
            ["global using Wide = System.UInt32;\n", "global using Wide = System.UInt64;\n"],
            ["global using Declared = KerberosGen.PacketAttribute;\n"],
            ["", "[Declared] public partial struct Aliased { public Wide Wide; }\n", "[Declared] public partial struct Aliased { public int A; public int a; }\n"],
            ["", "namespace Shop { public class PacketCatalog; }\n", "namespace Shop.PacketCatalog { class X; }\n"],
            ["", "namespace Shop { public class RequestHandler<A, B>; }\n"],
            ["", "namespace Shop { partial struct Order { public const int One = 1; } }\n", "namespace Shop { partial struct Order { public ushort More; } }\n"],
            ["", "namespace Shop { class Wide; }\n", "namespace Shop { enum Line2 : byte { A } }\n"],
        ],
    ];

    private static readonly bool IsLong = Environment.GetEnvironmentVariable("KERBEROSGEN_LONG") == "1";

    [Fact]
    public void An_edited_session_tells_what_a_cold_run_tells()
    {
        Gen<int[]> edits = Gen.Choose(0, 1_000_000).ArrayOf(12);
        Prop.ForAll(Arb.From(edits), TellsTheSame).Check(Config.QuickThrowOnFailure.WithMaxTest(IsLong ? 300 : 10));
    }

    [Fact]
    public void A_session_lets_go_of_the_compilations_before()
    {
        (GeneratorRun session, List<WeakReference> before) = EditEveryFile();

        // A thread of the compiler's own may still hold one for a moment.
        for (int look = 0; look < 300 && before.Exists(static compilation => compilation.IsAlive); look++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            Thread.Sleep(100);
        }

        Assert.All(before, compilation => Assert.False(compilation.IsAlive));
        GC.KeepAlive(session);
    }

    private static void TellsTheSame(int[] edits)
    {
        int[][] ways = [.. Files.Select(slots => new int[slots.Length])];
        GeneratorRun session = GeneratorRun.WithoutSteps(TextsOf(ways));
        var slots = Files.SelectMany((file, f) => file.Select((slot, s) => (File: f, Slot: s, Ways: slot.Length))).Where(s => s.Ways > 1).ToList();
        foreach (int edit in edits)
        {
            (int file, int slot, int count) = slots[edit % slots.Count];
            ways[file][slot] = (ways[file][slot] + 1 + (edit / slots.Count % (count - 1))) % count;
            string[] texts = TextsOf(ways);
            session = session.Edit(file, _ => texts[file]);

            GeneratorRun cold = GeneratorRun.WithoutSteps(texts);
            session.AssertDidNotThrow();
            Assert.Equal(Told(cold), Told(session));
            Assert.Equal(cold.Files, session.Files);
        }
    }

    private static IEnumerable<string> Told(GeneratorRun run) => run.Reported.Select(d => d.ToString()).Order(StringComparer.Ordinal);

    private static string[] TextsOf(int[][] ways) =>
        [.. Files.Select((file, f) => string.Concat(file.Select((slot, s) => slot[ways[f][s]])))];

    private static (GeneratorRun Session, List<WeakReference> Before) EditEveryFile()
    {
        GeneratorRun session = GeneratorRun.WithoutSteps(TextsOf([.. Files.Select(slots => new int[slots.Length])]));
        List<WeakReference> before = [];
        for (int file = 0; file < Files.Length; file++)
        {
            before.Add(new WeakReference(session.Input));
            session = session.Edit(file, text => text + "// a remark\n");
        }

        return (session, before);
    }
}
