using System.Globalization;
using KerberosGen.Inspection.Exports.Kaitai;
using KerberosGen.Inspection.Exports.Layouts;
using KerberosGen.Inspection.Exports.Python;
using KerberosGen.Inspection.Exports.Schemas;
using KerberosGen.Inspection.Exports.Wireshark;

namespace KerberosGen.Inspector.Commands;

/// <summary>A form that declarations are written in.</summary>
/// <param name="Name">Its word on the command line.</param>
/// <param name="What">What it is, in a few words.</param>
/// <param name="Write">Its text.</param>
internal sealed record ExportForm(string Name, string What, Func<ExportRequest, string> Write)
{
    /// <summary>Every form, as they are listed.</summary>
    public static IReadOnlyList<ExportForm> All { get; } =
    [
        new("lua", "a Wireshark dissector", Lua) { TakesPacket = true, TakesPort = true, NeedsHeader = true },
        new("ksy", "a Kaitai Struct spec", r => KaitaiSpec.Write(r.Protocol, new KaitaiOptions { Direction = r.Direction, Packet = r.Packet }))
        {
            TakesPacket = true,
            TakesDirection = true,
            NeedsHeader = true,
        },
        new("python", "a Python module with struct formats", r => PythonModule.Write(r.Protocol)),
        new("json-schema", "a JSON Schema of decoded packets", r => PacketSchema.Write(r.Protocol)),
        new("layout", "the tables as JSON, for --spec", r => LayoutFile.Write(r.Protocol)),
    ];

    /// <summary>True if it can be of one packet that stands without a header.</summary>
    public bool TakesPacket { get; private init; }

    /// <summary>True if it can be told the server's port.</summary>
    public bool TakesPort { get; private init; }

    /// <summary>True if it is of one direction's stream.</summary>
    public bool TakesDirection { get; private init; }

    /// <summary>True if there is nothing to write without a header or a packet that is named.</summary>
    public bool NeedsHeader { get; private init; }

    private static string Lua(ExportRequest request)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        WiresharkDissector.Write(request.Protocol, text, new WiresharkOptions { Packet = request.Packet, Port = request.Port });
        return text.ToString();
    }
}
