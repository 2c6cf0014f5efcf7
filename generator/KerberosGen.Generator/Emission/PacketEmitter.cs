using System.Collections.Generic;
using System.Linq;
using KerberosGen.Generator.Specs;
using static KerberosGen.Generator.Emission.Names;

namespace KerberosGen.Generator.Emission;

/// <summary>Emits one packet's file, in the order a reader wants it: sizes, pack, unpack, seal and open, equality, table.</summary>
internal static class PacketEmitter
{
    public static string Emit(PacketSpec spec)
    {
        if (spec.Kind == PacketKind.Union)
            return UnionEmitter.Emit(spec);
        var source = new SourceWriter(spec.Type.Namespace);
        source.Line(Generated);
        if (spec.CanBeImage)
        {
            source.Line("// In memory as on the wire, without gaps: one copy reads or writes all fields.");
            source.Line("[global::System.Runtime.InteropServices.StructLayout(global::System.Runtime.InteropServices.LayoutKind.Sequential, Pack = 1)]");
        }

        source.Open($"{(spec.IsRefStruct ? "ref " : "")}partial struct {spec.Type.Name} : {string.Join(", ", InterfacesOf(spec))}");
        EmitSizes(source, spec);
        if (spec.Size is null)
            VariableCodecEmitter.Emit(source, spec);
        else
            FixedCodecEmitter.Emit(source, spec);
        if (spec.HasValidate)
            EmitValidate(source);
        EmitPackForms(source, spec);
        if (spec.Kind == PacketKind.Header)
            EmitHeader(source, spec);
        CipherEmitter.Emit(source, spec);
        EqualityEmitter.Emit(source, spec);
        LayoutEmitter.Emit(source, spec);
        source.Close();
        return source.ToString();
    }

    private static IEnumerable<string> InterfacesOf(PacketSpec spec)
    {
        string name = spec.Type.Name;
        yield return spec.Kind == PacketKind.Message ? $"{Codec}IMessage<{name}>" : $"{Codec}IPacket<{name}>";
        if (spec.Kind == PacketKind.Header)
            yield return $"{Codec}IPacketHeader<{name}>";
        else if (spec.Size is not null)
            yield return $"{Codec}IFixedSize<{name}>";
        yield return $"global::System.IEquatable<{name}>";
    }

    private static void EmitSizes(SourceWriter source, PacketSpec spec)
    {
        if (spec.Code is { } code)
        {
            source.Summary($"The code in the header that announces this payload: {code}.");
            source.Line($"public const ushort Code = {code};");
            source.Line();
            source.Line($"static ushort {Codec}IMessage<{spec.Type.Name}>.Code => Code;");
            source.Line();
        }

        if (spec.Size is { } size)
        {
            source.Summary($"Bytes on the wire: {size}.");
            source.Line($"public const int Size = {size};");
            source.Line();
            source.Summary($"Bytes this value packs to: {size}.");
            source.Line("public readonly int PackedSize => Size;");
            source.Line();
            return;
        }

        source.Summary($"Bytes on the wire at the least: {spec.MinSize}.");
        source.Line($"public const int MinSize = {spec.MinSize};");
        source.Line();
        PackedSizeEmitter.Emit(source, spec);
    }

    private static void EmitValidate(SourceWriter source) => source.Lines($"""
        // The declaration's own rules: asked last on reading, first on writing.
        readonly partial void Validate(ref {Codec}PacketValidation validation);

        """);

    private static void EmitPackForms(SourceWriter source, PacketSpec spec)
    {
        string name = spec.Type.Name;
        source.Lines($$"""
            /// <summary>Writes the packet to the beginning of a span.</summary>
            /// <returns>Bytes written: <see cref="PackedSize"/>.</returns>
            /// <exception cref="global::System.ArgumentException">It does not fit.</exception>
            public readonly int Pack({{Span}} destination)
            {
                if (!TryPack(destination, out int written))
                    {{Throw}}.TooShort({{Quote(Plain(name))}}, PackedSize, destination.Length);
                return written;
            }

            /// <summary>Writes the packet to a buffer writer, in one span.</summary>
            public readonly void Pack(global::System.Buffers.IBufferWriter<byte> output) => {{Codec}}PacketExtensions.WritePacket(output, in this);

            /// <summary>Packs into a new array.</summary>
            public readonly byte[] ToArray()
            {
                byte[] packed = new byte[PackedSize];
                Pack(packed);
                return packed;
            }

            """);
    }

    private static void EmitHeader(SourceWriter source, PacketSpec spec)
    {
        string code = spec.Fields.First(f => f.Role == "Code").Name;
        string payloadSize = spec.Fields.First(f => f.Role == "PayloadSize").Name;
        string header = $"{Codec}IPacketHeader<{spec.Type.Name}>";
        source.Lines($$"""
            readonly ushort {{header}}.Code => {{code}};

            readonly uint {{header}}.PayloadSize => {{payloadSize}};

            void {{header}}.Announce(ushort code, uint payloadSize)
            {
                this.{{code}} = code;
                this.{{payloadSize}} = payloadSize;
            }

            """);
    }
}
