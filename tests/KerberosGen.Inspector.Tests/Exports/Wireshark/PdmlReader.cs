using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace KerberosGen.Inspector.Tests.Exports.Wireshark;

/// <summary>What tshark saw of one protocol's packets.</summary>
internal static partial class PdmlReader
{
    public static List<SeenPacket> Read(string pdml, string protocol)
    {
        // XML 1.0 has no word for most control characters.
        XDocument document = XDocument.Parse(ControlCharacters().Replace(pdml, "\ufffd"));
        List<SeenPacket> packets = [];
        foreach (XElement frame in document.Root!.Elements("packet"))
        {
            int number = int.Parse(frame.Descendants("field").First(f => NameOf(f) == "num").Attribute("show")!.Value, CultureInfo.InvariantCulture);
            packets.AddRange(frame.Elements("proto").Where(p => NameOf(p) == protocol).Select(p => PacketOf(number, p, protocol)));
        }

        return packets;
    }

    private static SeenPacket PacketOf(int frame, XElement proto, string protocol)
    {
        int start = Number(proto, "pos");
        string? name = proto.Elements("field").FirstOrDefault(f => NameOf(f) == protocol + ".packet")?.Attribute("show")!.Value;
        List<SeenField> fields = [];
        foreach (XElement field in proto.Elements("field"))
            Collect(field, start, protocol, fields);
        IEnumerable<string> findings = proto.Descendants("field").Where(f => NameOf(f) == "_ws.expert.message").Select(f => f.Attribute("show")!.Value[..6]);
        return new SeenPacket(frame, name ?? "gap", Number(proto, "size"), fields, [.. findings.Order(StringComparer.Ordinal)]);
    }

    private static void Collect(XElement field, int start, string protocol, List<SeenField> fields)
    {
        string name = NameOf(field);
        if (name == "_ws.expert" || name == protocol + ".packet")
            return;
        List<XElement> within = [.. field.Elements("field").Where(f => NameOf(f) != "_ws.expert")];
        string label = field.Attribute("showname")?.Value ?? "";
        bool isLine = name == "_ws.lua.text";
        if (isLine && LineOfField().Match(label) is { Success: true } line)
        {
            fields.Add(new SeenField(line.Groups[1].Value, Number(field, "pos") - start, Number(field, "size"), line.Groups[2].Value));
            return;
        }

        // A line that only holds others has a name, and no value.
        if (isLine || !label.Contains(": ", StringComparison.Ordinal))
        {
            foreach (XElement inner in within)
                Collect(inner, start, protocol, fields);
            return;
        }

        fields.Add(new SeenField(name, Number(field, "pos") - start, Number(field, "size"), field.Attribute("show")!.Value));
    }

    private static string NameOf(XElement element) => element.Attribute("name")?.Value ?? "";

    private static int Number(XElement element, string attribute) => int.Parse(element.Attribute(attribute)!.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(.+): (\(secret\)|cut|no NUL ends it|LEB128 number without an end|-?\d+)$")]
    private static partial Regex LineOfField();

    [GeneratedRegex(@"[\x00-\x08\x0b\x0c\x0e-\x1f]")]
    private static partial Regex ControlCharacters();
}
