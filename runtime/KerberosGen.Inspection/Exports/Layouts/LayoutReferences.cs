using System.Globalization;
using KerberosGen.Layout;

namespace KerberosGen.Inspection.Exports.Layouts;

/// <summary>The names by which the file's types mean a packet: its own, with a number behind it where several are called so.</summary>
internal sealed class LayoutReferences
{
    private readonly Dictionary<PacketLayout, string> _names = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);

    public LayoutReferences(ProtocolLayout protocol)
    {
        foreach (PacketLayout packet in protocol.Packets)
            Add(packet);
        var imported = new List<PacketLayout>();
        foreach (PacketLayout packet in protocol.Packets)
            AddWithin(packet, imported);
        Imported = imported;
    }

    /// <summary>Packets of other namespaces that these hold; each before those that hold it.</summary>
    public IReadOnlyList<PacketLayout> Imported { get; }

    public string this[PacketLayout packet] => _names[packet];

    private void AddWithin(PacketLayout packet, List<PacketLayout> imported)
    {
        foreach (FieldLayout field in packet.Fields)
        {
            if (PacketIn(field.Type) is not { } within || _names.ContainsKey(within))
                continue;
            AddWithin(within, imported);
            Add(within);
            imported.Add(within);
        }
    }

    private static PacketLayout? PacketIn(FieldType type) => type.Packet ?? (type.Entry is { } entry ? PacketIn(entry) : null);

    private void Add(PacketLayout packet)
    {
        int count = _counts[packet.Name] = _counts.GetValueOrDefault(packet.Name) + 1;
        _names.Add(packet, count == 1 ? packet.Name : packet.Name + "#" + count.ToString(CultureInfo.InvariantCulture));
    }
}
