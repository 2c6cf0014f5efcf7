using KerberosGen.Layout;

namespace KerberosGen.Inspection.Exports.Python;

/// <summary>Writes a function for each packet.</summary>
internal sealed class PythonPackets(PythonText text, ProtocolLayout protocol)
{
    private readonly ExportNames _names = new();
    private readonly Dictionary<PacketLayout, string> _functions = new(ReferenceEqualityComparer.Instance);
    private readonly Queue<PacketLayout> _toWrite = new();

    public string FunctionOf(PacketLayout packet)
    {
        if (_functions.TryGetValue(packet, out string? name))
            return name;
        _functions.Add(packet, name = _names.Take("read_" + ExportNames.Of(packet.Name)));
        _toWrite.Enqueue(packet);
        return name;
    }

    public void WriteAll()
    {
        foreach (PacketLayout packet in protocol.Packets)
            FunctionOf(packet);
        while (_toWrite.TryDequeue(out PacketLayout? packet))
            Write(packet);
    }

    private void Write(PacketLayout packet)
    {
        bool isUnion = packet.Kind == PacketKind.Union;
        text.Line();
        text.Line();
        text.Line($"def {_functions[packet]}(r{(isUnion ? ", chosen" : "")}):");
        text.Depth++;
        string title = packet.Code is { } code ? FormattableString.Invariant($"{packet.Direction} {code} ") : "";
        text.Doc($"{title}{packet.Name}{(packet.Summary.Length > 0 ? ": " + packet.Summary : "")}", [.. packet.Fields.Select(NoteOf).OfType<string>()]);
        var fields = new PythonFields(text, this, packet);
        if (isUnion)
            fields.WriteCases();
        else
            fields.WriteAll();
        text.Depth--;
    }

    private static string? NoteOf(FieldLayout field) => FieldNotes.Of(field) is { Length: > 0 } notes ? $"{field.Name}: {notes}" : null;
}
