using KerberosGen.Inspection.Decoding;

namespace KerberosGen.Inspection.Filtering;

/// <summary>One of a packet's own members.</summary>
/// <param name="name">Its name.</param>
/// <param name="type">What it is.</param>
/// <param name="read">Reads it; null where a packet has none.</param>
internal sealed class MemberPath(string name, FilterType type, Func<DecodedPacket, FilterValue?> read) : FilterPath(name, [type])
{
    public override bool NeedsFields => Types[0].Kind == FilterKind.Findings || ToString() == "status";

    public override void Collect(DecodedPacket packet, List<FilterValue> into)
    {
        if (read(packet) is { } value)
            into.Add(value);
    }
}
