using System.Globalization;
using System.Net;
using System.Text.Json;
using KerberosGen.Inspection.Decoding;

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

    /// <summary>When and between whom it travelled; null if it does not say all of it.</summary>
    internal PacketOrigin? Origin =>
        Stream is { } stream
        && DateTimeOffset.TryParse(Root["time"]?.Text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset time)
        && IPEndPoint.TryParse(Root["from"]?.Text ?? "", out IPEndPoint? from)
        && IPEndPoint.TryParse(Root["to"]?.Text ?? "", out IPEndPoint? to)
            ? new PacketOrigin(time, stream, from, to)
            : null;

    internal long Offset =>
        Root["offset"] is { Kind: JsonValueKind.Number } value && long.TryParse(value.Text, NumberStyles.None, CultureInfo.InvariantCulture, out long offset) ? offset : 0;

    private int? NumberOf(string name) =>
        Root[name] is { Kind: JsonValueKind.Number } value && int.TryParse(value.Text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
}
