using System.Collections.Immutable;
using KerberosGen.Generator.Emission;
using KerberosGen.Generator.Specs;
using KerberosGen.Generator.Tests.Running;

namespace KerberosGen.Generator.Tests.Stubs;

/// <summary>What a refused packet is given, so that nothing that uses it is a second error.</summary>
public sealed class StubTests
{
    // Without its attribute the declaration is left alone: what there is of the type is the stub.
    [Theory]
    [InlineData("Structure", false, "public partial struct Thing { public object Wrong; }",
        "Thing thing = default; byte[] packed = thing.ToArray(); return Thing.Unpack(packed, out Thing other).IsDone && thing == other && Thing.Size + Thing.MinSize > 0 && Thing.Layout.Name == thing.ToString() && default(PacketList<Thing>).Count == 0;")]
    [InlineData("Structure", true, "public ref partial struct Thing { public ReadOnlySpan<char> Wrong; }",
        "Thing thing = default; return Thing.Unpack(thing.ToArray(), out Thing other).IsDone && thing.Equals(other) && thing.Pack(new byte[4]) == thing.PackedSize && default(PacketSequence<Thing>).Count == 0;")]
    [InlineData("Message", true, "public ref partial struct Thing { }", "return Thing.Code == 7 && KerberosGen.Framing.Frame.SizeOf<KerberosGen.Packets.RequestHeader, Thing>(default) > 0;")]
    [InlineData("Header", false, "public partial struct Thing { public ushort Code; }", "return KerberosGen.Framing.Frame.ReadHeader(default, out Thing _).IsDone;")]
    [InlineData("Union", false, "public partial struct Thing { }", "Thing thing = default; return Thing.Unpack(1, [], out Thing other).IsDone && thing.Equals(1, in other) && thing.PackedSize(1) == 0;")]
    [InlineData("Structure", false, "public partial struct Thing { public byte Size; public int Layout() => Size; public override string ToString() => \"\"; }", "return default(Thing).Layout() == Thing.MinSize;")]
    public void A_refused_packet_still_has_its_members(string kind, bool isRef, string declaration, string use)
    {
        ImmutableArray<string> taken = declaration.Contains("Layout()", StringComparison.Ordinal) ? ["Size", "Layout", "ToString"] : [];
        var spec = new StubSpec(new TypeName("Shop", "Thing", true), Enum.Parse<PacketKind>(kind), kind == "Message" ? 7 : null, isRef, new EquatableArray<string>(taken));

        GeneratorRun run = GeneratorRun.Of(
            PlatformReferences.WithPackets,
            $"#pragma warning disable CS0649\nnamespace Shop;\n{declaration}\npublic static class Use {{ public static bool Case() {{ {use} }} }}",
            StubEmitter.Emit(spec));

        run.AssertCompiles();
    }
}
