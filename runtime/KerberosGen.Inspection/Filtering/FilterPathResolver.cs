using System.Collections.Frozen;
using System.Collections.Immutable;
using KerberosGen.Layout;

namespace KerberosGen.Inspection.Filtering;

/// <summary>Finds what a path leads to in a protocol's tables, and what may have been meant if it leads nowhere.</summary>
/// <param name="protocol">The tables.</param>
/// <param name="packet">The packet that stands without a header; null for messages.</param>
/// <param name="showSecrets">True if secrets may be compared.</param>
internal sealed class FilterPathResolver(ProtocolLayout protocol, PacketLayout? packet, bool showSecrets)
{
    private const int DeepestHint = 4;
    private const string HeaderName = "header";

    // What decoding names where no table does.
    private static readonly FieldType Untold = new() { Kind = FieldKind.Bytes, Name = "bytes" };
    private static readonly FrozenSet<string> UntoldNames = FrozenSet.Create(StringComparer.Ordinal, "payload", "bytes", "trailing", "undecoded");

    private readonly List<PacketLayout> _payloads = packet is not null ? [packet] : [.. protocol.Packets.Where(p => p.Kind == PacketKind.Message)];
    private readonly FrozenDictionary<string, MemberPath> _members = PacketMembers.Of(protocol);

    public bool ShowsSecrets => showSecrets;

    /// <summary>The path; null with what is wrong and where in the text.</summary>
    public FilterPath? Resolve(string text, out FilterError? error)
    {
        error = null;
        if (_members.TryGetValue(text, out MemberPath? member))
            return member;
        if (FieldStep.Parse(text) is not { } steps)
        {
            error = FieldStep.WhyNot(text) ?? new FilterError("this is neither a field's path nor a value; a path is written services[0].name or services[*].port, and text stands in quotes", 0, text.Length);
            return null;
        }

        (List<Node> nodes, int first, string? owner) = RootOf(steps);
        bool isHeader = first == 1 && steps[0].Name == HeaderName;
        bool isMany = false;
        for (int i = first; i < steps.Count; i++)
        {
            isMany |= steps[i] is { Name: null, Index: null } || (steps[i].Name is not null && nodes.Exists(n => n.HasEntries));
            List<Node> next = [.. nodes.SelectMany(n => n.Take(steps[i]))];
            if (next.Count == 0)
            {
                bool isAnywhere = i == first && !isHeader && owner is null;
                error = NotFound(text, steps, i, isAnywhere ? null : nodes);
                return null;
            }

            nodes = next;
        }

        ImmutableArray<FilterType> types = [.. nodes.Select(n => FilterType.Of(n.ValueType)).Distinct()];
        return new FieldPath(text, types, [.. steps.Skip(first)], isHeader, owner, showSecrets)
        {
            IsSecret = nodes.TrueForAll(n => n.IsSecret),
            IsMany = isMany || nodes.Exists(n => n.Type!.Kind == FieldKind.Array && n.ValueType != n.Type),
        };
    }

    // header., fields., a packet's own name, or the first field itself.
    private (List<Node> Nodes, int First, string? Owner) RootOf(List<FieldStep> steps)
    {
        string root = steps[0].Name!;
        bool isQualified = steps.Count > 1 && steps[1].Name is not null;
        if (isQualified && root == HeaderName)
            return ([.. protocol.Packets.Where(p => p.Kind == PacketKind.Header).Select(Node.Of)], 1, null);
        if (isQualified && _payloads.Exists(p => p.Name == root))
            return ([.. _payloads.Where(p => p.Name == root).Select(Node.Of)], 1, root);
        return ([.. _payloads.Select(Node.Of)], isQualified && root == "fields" ? 1 : 0, null);
    }

    private FilterError NotFound(string text, List<FieldStep> steps, int at, List<Node>? within)
    {
        FieldStep step = steps[at];
        int end = at + 1 < steps.Count ? steps[at + 1].Position : text.Length;
        int length = Math.Max(1, end - step.Position - (at + 1 < steps.Count && steps[at + 1].Name is not null ? 1 : 0));
        return new FilterError(WhyNot(text, step, within), step.Position, length);
    }

    private string WhyNot(string text, FieldStep step, List<Node>? within)
    {
        if (step.Name is not { } name)
            return $"{text[..step.Position]} has no entries";
        if (within is null && name == HeaderName && HeaderFields().FirstOrDefault() is { } field)
            return $"header holds several fields; name one of them, such as header.{field}";
        if (within is null)
            return $"no packet has {name}{(FullPathTo(name) is { } path ? $"; did you mean {path}?" : NearName.Hint(name, RootNames().Distinct()))}";
        string before = text[..(step.Position - 1)];
        return name == FieldPath.Plaintext ? $"{before} is not encrypted"
            : within.TrueForAll(n => !n.HasFields) ? $"{before} holds no fields"
            : $"{before} has no {name}{NearName.Hint(name, within.SelectMany(n => n.Names).Distinct())}";
    }

    private IEnumerable<string> HeaderFields() =>
        packet is not null ? [] : protocol.Packets.Where(p => p.Kind == PacketKind.Header).SelectMany(p => p.Fields).Select(f => f.Name);

    private IEnumerable<string> RootNames() =>
        _members.Keys.Concat(_payloads.SelectMany(p => p.Fields).Select(f => f.Name)).Concat(HeaderFields().Select(_ => HeaderName)).Order(StringComparer.Ordinal);

    // Where a field of that name stands deeper.
    private string? FullPathTo(string name)
    {
        foreach (PacketLayout table in protocol.Packets.Where(p => p.Kind == PacketKind.Header).Concat(_payloads))
        {
            if (FullPathTo(table, name, table.Kind == PacketKind.Header ? "header." : "", DeepestHint) is { } path)
                return path;
        }

        return null;
    }

    private static string? FullPathTo(PacketLayout table, string name, string prefix, int depth)
    {
        if (depth == 0)
            return null;
        foreach (FieldLayout field in table.Fields)
        {
            if (field.Name == name)
                return prefix + name;
            PacketLayout? nested = field.Type.Packet ?? field.Type.Entry?.Packet;
            if (nested is not null && FullPathTo(nested, name, $"{prefix}{field.Name}{(field.Type.Entry is null ? "" : "[*]")}.", depth - 1) is { } path)
                return path;
        }

        return null;
    }

    /// <summary>What a path may have led to so far.</summary>
    private sealed record Node(PacketLayout? Root, FieldType? Type, FieldLayout? Row, bool IsSecret)
    {
        public FieldType ValueType => Type is { Kind: FieldKind.Array, Entry: { } entry } && entry.Packet is null ? entry : Type!;

        public bool HasFields => Packet is not null;

        public bool HasEntries => Type?.Entry is not null;

        public IEnumerable<string> Names => Packet?.Fields.Select(f => f.Name) ?? [];

        private PacketLayout? Packet => Root ?? Type!.Packet ?? Type.Entry?.Packet;

        public static Node Of(PacketLayout root) => new(root, null, null, false);

        public IEnumerable<Node> Take(FieldStep step)
        {
            if (step.Name is not { } name)
                return Type?.Entry is { } entry ? [new Node(null, entry, null, IsSecret || entry.IsSecret)] : [];
            if (name == FieldPath.Plaintext && Row?.Encryption is { } encryption)
                return [new Node(null, encryption.Plaintext, null, encryption.Plaintext.IsSecret)];
            if (Packet?.Find(name) is { } row)
                return [new Node(null, row.Type, row, IsSecret || row.Type.IsSecret)];
            return Root is not null && UntoldNames.Contains(name) ? [new Node(null, Untold, null, false)] : [];
        }
    }
}
