using System.Collections.Frozen;
using System.Collections.Immutable;

namespace KerberosGen.Layout;

/// <summary>The header and the messages of one direction.</summary>
public sealed class DirectionLayout
{
    private readonly FrozenDictionary<ushort, ImmutableArray<PacketLayout>> _byCode;

    internal DirectionLayout(PacketDirection direction, PacketLayout header, ImmutableArray<PacketLayout> messages)
    {
        Direction = direction;
        Header = header;
        Messages = messages;
        CodeField = header.Fields.First(f => f.Role == FieldRole.Code);
        PayloadSizeField = header.Fields.First(f => f.Role == FieldRole.PayloadSize);
        _byCode = messages.GroupBy(m => m.Code!.Value).ToFrozenDictionary(g => g.Key, g => g.ToImmutableArray());
    }

    /// <summary>Which way these packets travel.</summary>
    public PacketDirection Direction { get; }

    /// <summary>What stands in front of every payload.</summary>
    public PacketLayout Header { get; }

    /// <summary>The payloads, by code.</summary>
    public ImmutableArray<PacketLayout> Messages { get; }

    /// <summary>The header's field that says which payload follows.</summary>
    public FieldLayout CodeField { get; }

    /// <summary>The header's field that counts the payload's bytes.</summary>
    public FieldLayout PayloadSizeField { get; }

    /// <summary>Every payload with this code: none if it is unknown, several where the size decides.</summary>
    public ImmutableArray<PacketLayout> FindAll(ushort code) => _byCode.TryGetValue(code, out var found) ? found : [];

    /// <summary>
    /// The payload with this code. Of several, the one whose size this is; failing that, the first. Null if the code is
    /// unknown.
    /// </summary>
    /// <param name="code">The header's code.</param>
    /// <param name="payloadSize">The header's payload size in bytes.</param>
    public PacketLayout? Find(ushort code, uint payloadSize)
    {
        ImmutableArray<PacketLayout> found = FindAll(code);
        foreach (PacketLayout layout in found)
        {
            if (layout.Size == payloadSize)
                return layout;
        }

        return found.IsEmpty ? null : found[0];
    }
}
