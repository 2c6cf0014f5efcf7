using KerberosGen.Generator.Specs;
using static KerberosGen.Generator.Emission.Names;

namespace KerberosGen.Generator.Emission;

/// <summary>
/// Emits pack and unpack of a packet with variable parts: one check for each run of fields of fixed size, one for each
/// variable part.
/// </summary>
internal static class VariableCodecEmitter
{
    public static void Emit(SourceWriter source, PacketSpec spec)
    {
        VariablePackEmitter.Emit(source, spec);
        VariableUnpackEmitter.Emit(source, spec);
        source.Lines($$"""
            /// <summary>
            /// Reads a packet from the beginning of a sequence. No input throws.
            /// </summary>
            /// <param name="source">The bytes.</param>
            /// <param name="scratch">Room for all of them, used only if they stand in several segments; the packet then is a view of it.</param>
            /// <param name="packet">The packet, or the default value.</param>
            /// <exception cref="global::System.ArgumentException">There are several segments and the scratch space is too short.</exception>
            public static {{Result}} Unpack(scoped in {{Sequence}} source, {{Span}} scratch, out {{spec.Type.Name}} packet) =>
                Unpack({{Codec}}SequenceScratch.Join({{Quote(Plain(spec.Type.Name))}}, in source, scratch), out packet);

            """);
    }
}
