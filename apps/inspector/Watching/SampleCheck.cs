using KerberosGen.Codec;
using KerberosGen.Inspection.Captures;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Inspection.Rendering;
using KerberosGen.Inspector.Commands;
using KerberosGen.Layout;

namespace KerberosGen.Inspector.Watching;

/// <summary>Decodes a sample after each save, and shows the first packet that the save broke.</summary>
/// <param name="path">The capture, or other bytes that `inspector decode` reads.</param>
internal sealed class SampleCheck(string path)
{
    private HashSet<int>? _decodedBefore;

    /// <summary>Writes what became of the sample.</summary>
    /// <param name="protocol">The packets as they are declared now.</param>
    /// <param name="packet">What the bytes are if the protocol has no headers.</param>
    /// <param name="output">Where to.</param>
    /// <param name="options">How.</param>
    public void Write(ProtocolLayout protocol, PacketLayout? packet, TextWriter output, RenderOptions options)
    {
        string name = DisplayText.Escape(Path.GetFileName(path));
        List<DecodedPacket> packets;
        try
        {
            if (!TryDecode(protocol, packet, out packets, out string error))
            {
                output.Write($"{name}: {error}\n");
                return;
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CaptureFormatException or ArgumentException)
        {
            output.Write($"{name}: {DisplayText.Escape(exception.Message)}\n");
            return;
        }

        DecodedPacket? broken = packets.Find(p => p.HasErrors && (_decodedBefore is null || _decodedBefore.Contains(p.Number))) ?? packets.Find(p => p.HasErrors);
        int good = packets.Count(p => !p.HasErrors);
        if (broken is null)
        {
            output.Write(FormattableString.Invariant($"{name}: all {packets.Count} packets decode\n"));
        }
        else
        {
            bool isNew = _decodedBefore?.Contains(broken.Number) == true;
            output.Write(FormattableString.Invariant($"{name}: {good} of {packets.Count} packets decode; the first that {(isNew ? "no longer does" : "does not")}:\n\n"));
            new AnnotatedRenderer(output, options with { Source = Path.GetFileName(path) }).Write(broken);
        }

        _decodedBefore ??= [.. packets.Where(p => !p.HasErrors).Select(p => p.Number)];
    }

    private bool TryDecode(ProtocolLayout protocol, PacketLayout? packet, out List<DecodedPacket> packets, out string error)
    {
        packets = [];
        bool hasHeaders = protocol.Requests is not null || protocol.Responses is not null;
        error = "no headers are declared; name the packet that the sample holds";
        if (!hasHeaders && packet is null)
            return false;
        using PacketInput input = PacketInput.Open(new InputRequest(path, null, null, protocol, hasHeaders ? null : packet, null));
        error = input.Error ?? "";
        if (error.Length > 0)
            return false;
        packets = [.. input.Packets(new PacketDecoder(protocol))];
        return true;
    }
}
