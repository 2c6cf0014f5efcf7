using System.Globalization;
using System.Text.Json;

namespace KerberosGen.Inspection.Packing;

/// <summary>A packet as JSON text has it, not yet understood: an object as `decode` writes it, or as a person does.</summary>
public sealed class JsonPacket
{
    internal JsonPacket(JsonValue root) => Root = root;

    /// <summary>The line on which it begins, from 1.</summary>
    public int Line => Root.Line;

    /// <summary>Its number among the packets of a decoded input; null if it does not say.</summary>
    public int? Number => NumberOf("number");

    /// <summary>The number of its connection in a capture; null if it does not say.</summary>
    public int? Stream => NumberOf("stream");

    /// <summary>Which way it says that it travels; null if it does not say.</summary>
    public PacketDirection? Direction => Root["direction"] switch
    {
        { Kind: JsonValueKind.String, Text: "request" } => PacketDirection.Request,
        { Kind: JsonValueKind.String, Text: "response" } => PacketDirection.Response,
        _ => null,
    };

    internal JsonValue Root { get; }

    private int? NumberOf(string name) =>
        Root[name] is { Kind: JsonValueKind.Number } value && int.TryParse(value.Text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
}
