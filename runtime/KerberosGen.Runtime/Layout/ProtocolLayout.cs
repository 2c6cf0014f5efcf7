using System.Collections.Immutable;

namespace KerberosGen.Layout;

/// <summary>Every packet of one protocol: of one namespace. Written by the generator as that namespace's <c>PacketCatalog</c>.</summary>
public sealed class ProtocolLayout
{
    /// <summary>Brings tables together.</summary>
    /// <param name="name">The namespace.</param>
    /// <param name="packets">The tables, ordered as they are to be read.</param>
    public ProtocolLayout(string name, ImmutableArray<PacketLayout> packets)
    {
        Name = name;
        Packets = packets;
        Requests = DirectionOf(PacketDirection.Request);
        Responses = DirectionOf(PacketDirection.Response);
    }

    /// <summary>The namespace of the declarations.</summary>
    public string Name { get; }

    /// <summary>The tables: headers, then messages by code, then structures.</summary>
    public ImmutableArray<PacketLayout> Packets { get; }

    /// <summary>What travels towards the server, or null if nothing is declared.</summary>
    public DirectionLayout? Requests { get; }

    /// <summary>What travels towards the client, or null if nothing is declared.</summary>
    public DirectionLayout? Responses { get; }

    /// <summary>The header and messages of one direction, or null.</summary>
    public DirectionLayout? Of(PacketDirection direction) =>
        direction == PacketDirection.Request ? Requests : Responses;

    private DirectionLayout? DirectionOf(PacketDirection direction)
    {
        PacketLayout? header = Packets.FirstOrDefault(p => p.Kind == PacketKind.Header && p.Direction == direction);
        return header is null
            ? null
            : new DirectionLayout(direction, header, [.. Packets.Where(p => p.Kind == PacketKind.Message && p.Direction == direction)]);
    }
}
