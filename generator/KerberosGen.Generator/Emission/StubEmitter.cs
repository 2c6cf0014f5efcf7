using System.Collections.Generic;
using System.Linq;
using KerberosGen.Generator.Specs;
using static KerberosGen.Generator.Emission.Names;

namespace KerberosGen.Generator.Emission;

/// <summary>
/// Emits the members of a packet that was refused, without what they do: the compilation has failed, and what uses the type is
/// not to fail with it. Interfaces are implemented explicitly, so that a member which the declaration has under a generated name
/// is no second mistake.
/// </summary>
internal static class StubEmitter
{
    private const string Nothing = "throw null!";

    public static string Emit(StubSpec spec)
    {
        string name = spec.Type.Name;
        var source = new SourceWriter(spec.Type.Namespace);
        source.Line("// The declaration has a mistake, which is reported where it is: these members only have signatures.");
        source.Line("#pragma warning disable CS0660, CS0661, CS1591");
        source.Line(Generated);
        string interfaces = string.Join(", ", InterfacesOf(spec));
        source.Open($"{(spec.IsRefStruct ? "ref " : "")}partial struct {name}{(interfaces.Length == 0 ? "" : " : " + interfaces)}");
        foreach ((string member, string signature) in spec.Kind == PacketKind.Union ? UnionMembers(name) : PacketMembers(spec))
        {
            if (!spec.Taken.Contains(member))
                source.Line(signature);
        }

        foreach (string implementation in Implementations(spec))
            source.Line(implementation);
        source.Close();
        return source.ToString();
    }

    private static IEnumerable<string> InterfacesOf(StubSpec spec)
    {
        string name = spec.Type.Name;
        if (spec.Kind == PacketKind.Union)
            yield break;
        yield return spec.Kind == PacketKind.Message ? $"{Codec}IMessage<{name}>" : $"{Codec}IPacket<{name}>";
        if (spec.Kind == PacketKind.Header && !spec.IsRefStruct)
            yield return $"{Codec}IPacketHeader<{name}>";
        else if (!spec.IsRefStruct)
            yield return $"{Codec}IFixedSize<{name}>";
        yield return $"global::System.IEquatable<{name}>";
    }

    private static IEnumerable<(string Name, string Signature)> PacketMembers(StubSpec spec)
    {
        string name = spec.Type.Name;
        if (spec.Kind == PacketKind.Message)
            yield return ("Code", $"public const ushort Code = {Number(spec.Code ?? 0)};");
        yield return ("Size", "public const int Size = 0;");
        yield return ("MinSize", "public const int MinSize = 0;");
        yield return ("PackedSize", $"public readonly int PackedSize => {Nothing};");
        yield return ("TryPack", $"public readonly bool TryPack({Span} destination, out int written) => {Nothing};");
        yield return ("Pack", $"public readonly int Pack({Span} destination) => {Nothing};");
        yield return ("Pack", $"public readonly void Pack(global::System.Buffers.IBufferWriter<byte> output) => {Nothing};");
        yield return ("ToArray", $"public readonly byte[] ToArray() => {Nothing};");
        yield return ("Unpack", $"public static {Result} Unpack({ReadOnlySpan} source, out {name} packet) => {Nothing};");
        yield return ("Unpack", $"public static {Result} Unpack(scoped in {Sequence} source, out {name} packet) => {Nothing};");
        yield return ("Unpack", $"public static {Result} Unpack(scoped in {Sequence} source, {Span} scratch, out {name} packet) => {Nothing};");
        if (!spec.IsRefStruct)
        {
            yield return ("ReadUnchecked", $"public static void ReadUnchecked(ref readonly byte source, out {name} value) => {Nothing};");
            yield return ("WriteUnchecked", $"public readonly void WriteUnchecked(ref byte destination) => {Nothing};");
        }

        yield return ("Equals", $"public readonly bool Equals({name} other) => {Nothing};");
        yield return ("Equals", $"public override readonly bool Equals(object? obj) => {Nothing};");
        yield return ("GetHashCode", $"public override readonly int GetHashCode() => {Nothing};");
        yield return ("ToString", $"public override readonly string ToString() => {Nothing};");
        yield return ("op_Equality", $"public static bool operator ==({name} left, {name} right) => {Nothing};");
        // One of the two operators alone is a mistake.
        yield return ("op_Equality", $"public static bool operator !=({name} left, {name} right) => {Nothing};");
        yield return ("Layout", $"public static {Layout}PacketLayout Layout => {Nothing};");
    }

    private static IEnumerable<(string Name, string Signature)> UnionMembers(string name)
    {
        yield return ("PackedSize", $"public readonly int PackedSize(long chosen) => {Nothing};");
        yield return ("TryPack", $"public readonly bool TryPack(long chosen, {Span} destination, out int written) => {Nothing};");
        yield return ("Unpack", $"public static {Result} Unpack(long chosen, {ReadOnlySpan} source, out {name} packet) => {Nothing};");
        yield return ("Equals", $"public readonly bool Equals(long chosen, scoped in {name} other) => {Nothing};");
        yield return ("GetHashCode", $"public readonly int GetHashCode(long chosen) => {Nothing};");
        yield return ("ToString", $"public readonly string ToString(long chosen) => {Nothing};");
        yield return ("Layout", $"public static {Layout}PacketLayout Layout => {Nothing};");
    }

    private static IEnumerable<string> Implementations(StubSpec spec)
    {
        string name = spec.Type.Name;
        if (spec.Kind == PacketKind.Union)
            yield break;
        string packet = $"{Codec}IPacket<{name}>";
        yield return $"static {Layout}PacketLayout {packet}.Layout => {Nothing};";
        yield return $"readonly int {packet}.PackedSize => {Nothing};";
        yield return $"readonly bool {packet}.TryPack({Span} destination, out int written) => {Nothing};";
        yield return $"static {Result} {packet}.Unpack({ReadOnlySpan} source, out {name} packet) => {Nothing};";
        yield return $"readonly bool global::System.IEquatable<{name}>.Equals({name} other) => {Nothing};";
        if (spec.Kind == PacketKind.Message)
            yield return $"static ushort {Codec}IMessage<{name}>.Code => {Nothing};";
        if (spec.IsRefStruct)
            yield break;
        string value = $"{Codec}IFixedSize<{name}>";
        yield return $"static int {value}.Size => {Nothing};";
        yield return $"static void {value}.ReadUnchecked(ref readonly byte source, out {name} value) => {Nothing};";
        yield return $"readonly void {value}.WriteUnchecked(ref byte destination) => {Nothing};";
        if (spec.Kind != PacketKind.Header)
            yield break;
        string header = $"{Codec}IPacketHeader<{name}>";
        yield return $"readonly ushort {header}.Code => {Nothing};";
        yield return $"readonly uint {header}.PayloadSize => {Nothing};";
        yield return $"void {header}.Announce(ushort code, uint payloadSize) => {Nothing};";
        yield return $"static bool {header}.AllowsPayloadSize(ushort code, uint payloadSize) => {Nothing};";
    }
}
