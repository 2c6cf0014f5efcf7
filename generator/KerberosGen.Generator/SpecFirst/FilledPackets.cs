using System.Collections.Immutable;
using KerberosGen.Generator.Discovery;
using KerberosGen.Generator.Parsing;
using KerberosGen.Generator.Specs;

namespace KerberosGen.Generator.SpecFirst;

/// <summary>What came of the packets whose fields, or whose parts' fields, stand in <c>packets.spec</c>.</summary>
/// <param name="Packets">By full name.</param>
/// <param name="Files">The emitted fields, by hint name.</param>
internal sealed record FilledPackets(
    ImmutableDictionary<string, Parsed<PacketSpec>> Packets, EquatableArray<FieldsFile> Files)
{
    public static readonly FilledPackets None = new(ImmutableDictionary<string, Parsed<PacketSpec>>.Empty, default);

    public Outcome Replace(Outcome declared) =>
        declared.Name is { } name && Packets.TryGetValue(name, out Parsed<PacketSpec> filled) ? Outcome.Of(filled) : declared;
}

/// <summary>The emitted fields of one packet.</summary>
internal sealed record FieldsFile(string HintName, string Source);
