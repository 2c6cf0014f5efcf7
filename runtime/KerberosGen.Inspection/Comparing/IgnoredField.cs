using KerberosGen.Inspection.Filtering;
using KerberosGen.Layout;

namespace KerberosGen.Inspection.Comparing;

/// <summary>Checks fields that a comparison leaves out against a protocol's tables, so that a mistyped name is not left unsaid.</summary>
public static class IgnoredField
{
    private const string Header = "header";

    private const string Padding = "padding";

    // What decoding names where no table does.
    private static readonly string[] Untold = ["payload", "bytes", "trailing", "undecoded", Padding];

    /// <summary>Reads the path of a field, or the end or the middle of one; any text is answered.</summary>
    /// <param name="text">As it is typed: <c>iv</c>, <c>header.version</c>, <c>services[*].port</c>.</param>
    /// <param name="protocol">Whose packets are compared.</param>
    /// <param name="packet">What the bytes are, where they stand without headers; null for headers and messages.</param>
    /// <param name="path">What <see cref="FieldComparer"/> takes for it.</param>
    /// <returns>Null; or what is wrong with the text.</returns>
    public static FilterError? Check(string text, ProtocolLayout protocol, PacketLayout? packet, out string path)
    {
        path = text.Replace("[*]", "", StringComparison.Ordinal).Replace('#', '.');
        int index = text.IndexOf('[', StringComparison.Ordinal);
        if (path.Contains('[', StringComparison.Ordinal))
            return new FilterError("a field is left out of every entry; leave the index out", index, text.Length - index);
        HashSet<PacketLayout> tables = TablesOf(protocol, packet);
        IEnumerable<PacketLayout> roots = packet is not null ? [packet] : protocol.Packets.Where(p => p.Kind is PacketKind.Header);
        string[] steps = path.Split('.');
        // fields. says that a field of the payload is meant, and no member of the packet.
        int first = steps is ["fields", _, ..] && tables.All(t => t.Find("fields") is null) ? 1 : 0;
        path = string.Join('.', steps[first..]);
        List<PacketLayout> within = [.. tables];
        List<FieldLayout> before = [];
        for (int i = first; i < steps.Length; i++)
        {
            bool isFirst = i == first;
            string step = steps[i];
            List<FieldLayout> rows = [.. within.Select(t => t.Find(step)).OfType<FieldLayout>()];
            if (isFirst && step == Header && packet is null)
                within = [.. roots];
            else if (rows.Count > 0)
                within = [.. rows.Select(TableOf).OfType<PacketLayout>()];
            else if (isFirst ? Untold.Contains(step) : before.Exists(f => HasPart(f, step)))
                within = [];
            else
                return NotFound(text, steps, i, isFirst ? tables.SelectMany(NamesOf).Append(Header) : within.SelectMany(NamesOf), isFirst);
            before = rows;
        }

        return null;
    }

    private static FilterError NotFound(string text, string[] steps, int at, IEnumerable<string> names, bool isFirst)
    {
        string before = string.Join('.', steps[..at]);
        int position = PositionOf(text, at);
        string hint = NearName.Hint(steps[at], names.Distinct());
        string message = steps[at].Length == 0 ? "a field's name is missing here" : isFirst ? $"no packet has {steps[at]}{hint}" : $"{before} has no {steps[at]}{hint}";
        return new FilterError(message, position, Math.Max(1, steps[at].Length));
    }

    private static int PositionOf(string text, int step)
    {
        int position = 0;
        for (; step > 0; step--)
            position = text.IndexOfAny(['.', '#'], position) + 1;
        return position;
    }

    private static bool HasPart(FieldLayout field, string name) => name switch
    {
        FieldPath.Plaintext => field.Encryption is not null,
        "length" => field.Prefix is { IsCount: false },
        "count" => field.Prefix is { IsCount: true },
        _ => name == Padding && (field.PadBefore > 0 || field.Align > 0 || TableOf(field) is { Align: > 0 }),
    };

    private static IEnumerable<string> NamesOf(PacketLayout table) => table.Fields.Select(f => f.Name);

    private static PacketLayout? TableOf(FieldLayout row) => row.Type.Packet ?? row.Type.Entry?.Packet;

    private static HashSet<PacketLayout> TablesOf(ProtocolLayout protocol, PacketLayout? packet)
    {
        HashSet<PacketLayout> found = [];
        Stack<PacketLayout> open = new(packet is not null ? [packet] : protocol.Packets.Where(p => p.Kind is PacketKind.Header or PacketKind.Message));
        while (open.TryPop(out PacketLayout? table))
        {
            if (!found.Add(table))
                continue;
            foreach (FieldLayout row in table.Fields)
            {
                if (TableOf(row) is { } nested)
                    open.Push(nested);
            }
        }

        return found;
    }
}
