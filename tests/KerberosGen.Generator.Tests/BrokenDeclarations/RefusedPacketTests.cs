using KerberosGen.Generator.Tests.Running;
using Microsoft.CodeAnalysis;

namespace KerberosGen.Generator.Tests.BrokenDeclarations;

/// <summary>What uses a packet with a mistake in it.</summary>
public sealed class RefusedPacketTests
{
    private const string Use = """
        namespace Shop;
        public static class Till
        {
            public static byte[] Pack(Box box) => box.ToArray();
            public static bool Unpack(byte[] bytes) => Box.Unpack(bytes, out Box box).IsDone && box.Equals(box) && Box.Layout.Fields.Length > 0;
            public static int Count() => Box.MinSize;
        }
        """;

    [Theory]
    [InlineData("[Packet] public partial struct Box { public string Title; }", "KG0003")]
    [InlineData("[Packet] public partial struct Box { public ReadOnlySpan<byte> Body; }", "KG0004")]
    [InlineData("[Packet] public ref partial struct Box { public ReadOnlySpan<byte> Body; public byte Last; }", "KG0007")]
    [InlineData("[Packet] public partial struct Box { [Bits(3)] public byte A; }", "KG0035")]
    [InlineData("[Packet] public partial struct Box { [LengthOf(\"Bodies\")] public byte A; public byte ToArray; }", "KG0005 KG0019")]
    [InlineData("[Packet] public partial struct Lid { public string Title; } [Packet] public partial struct Box { public Lid Lid; }", "KG0003")]
    public void A_packet_that_was_refused_keeps_its_members_so_that_one_mistake_shows_one_error(string declaration, string ids)
    {
        GeneratorRun run = GeneratorRun.Of("namespace Shop;\n" + declaration, Use);

        Assert.Equal(ids, string.Join(" ", run.Reported.Select(d => d.Id).Order(StringComparer.Ordinal)));
        // A ReadOnlySpan in a plain struct is the compiler's own mistake too.
        IEnumerable<Diagnostic> errors = run.Problems.Where(d => d.Severity == DiagnosticSeverity.Error && d.Id != "CS8345");
        Assert.DoesNotContain(errors, d => !d.GetMessage(null).Contains("ToArray", StringComparison.Ordinal) || !ids.Contains("KG0019", StringComparison.Ordinal));
    }
}
