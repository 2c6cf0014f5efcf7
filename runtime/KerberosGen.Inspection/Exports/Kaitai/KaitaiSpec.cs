using KerberosGen.Layout;

namespace KerberosGen.Inspection.Exports.Kaitai;

/// <summary>
/// A protocol as a Kaitai Struct spec (0.11). It reads the whole stream of one direction, or one packet without a header. What
/// Kaitai has no word for stands in a field's <c>doc</c>: ciphertexts, integers of 16 bytes, halves and UUIDs are bytes or bits as
/// they stand; checksums, computed values, padding and the declaration's own rules are not checked.
/// </summary>
public static class KaitaiSpec
{
    /// <summary>Writes the spec as YAML; lines end in <c>\n</c>.</summary>
    /// <param name="protocol">The tables.</param>
    /// <param name="options">What it reads.</param>
    /// <exception cref="ArgumentException">The protocol has no headers in this direction, or several and none is named.</exception>
    public static string Write(ProtocolLayout protocol, KaitaiOptions options)
    {
        var types = new KaitaiTypes(protocol);
        YamlMap seq = options.Packet is { } packet ? types.Alone(packet) : types.Stream(DirectionOf(protocol, options.Direction));
        string what = options.Packet is { } only ? only.Name : DirectionOf(protocol, options.Direction).Direction + "s";
        YamlMap meta = new YamlMap()
            .Add("id", ExportNames.Of(protocol.Name.Split('.')[^1] + "_" + ExportNames.Of(what)))
            .Add("title", $"{protocol.Name}: {what}")
            .AddText("ks-version", "0.11");
        var root = new YamlMap()
            .Add("meta", meta)
            .Add("doc", "Written by `inspector export ksy` from declarations of KerberosGen.")
            .Add("seq", [seq]);
        if (!types.Types.IsEmpty)
            root.Add("types", types.Types);
        YamlMap enums = types.Enums.ToYaml();
        return (enums.IsEmpty ? root : root.Add("enums", enums)).ToString();
    }

    private static DirectionLayout DirectionOf(ProtocolLayout protocol, PacketDirection? direction) =>
        (direction is { } one ? protocol.Of(one) : protocol.Requests is null || protocol.Responses is null ? protocol.Requests ?? protocol.Responses : null)
        ?? throw new ArgumentException("One direction must be said, of those that have a header.", nameof(direction));
}
