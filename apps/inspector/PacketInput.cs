using KerberosGen.Inspection.Captures;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Inspection.Inputs;
using KerberosGen.Inspector.Commands;

namespace KerberosGen.Inspector;

/// <summary>The packets of an input, whatever its format. A capture is read as it is decoded; other bytes are held whole.</summary>
internal sealed class PacketInput
{
    private const int LargestText = 256 * 1024 * 1024;

    private CaptureReader? Capture { get; init; }

    /// <summary>What is wrong with the input, or null.</summary>
    public string? Error { get; private init; }

    private ReadOnlyMemory<byte>? Bytes { get; init; }

    /// <summary>True if a capture ended within a record.</summary>
    public bool IsCut => Capture is { IsCut: true };

    public static PacketInput Open(Stream stream, InputFormat? format)
    {
        byte[] beginning = new byte[4];
        int got = stream.ReadAtLeast(beginning, beginning.Length, throwOnEndOfStream: false);
        if (got == 0)
            return new PacketInput { Error = "the input is empty" };
        var whole = new PeekedStream(beginning.AsMemory(0, got), stream);
        bool isPcapng = format == InputFormat.Pcapng || (format is null && CaptureReader.IsPcapng(beginning));
        if (isPcapng || format == InputFormat.Pcap || (format is null && CaptureReader.IsPcap(beginning)))
            return new PacketInput { Capture = isPcapng ? CaptureReader.OpenPcapng(whole) : CaptureReader.OpenPcap(whole) };
        return ReadAll(whole) is { } bytes
            ? FromBytes(bytes, format ?? InputDetector.Detect(bytes))
            : new PacketInput { Error = $"the input is longer than {LargestText} bytes; only captures may be" };
    }

    public IEnumerable<DecodedPacket> Packets(PacketDecoder decoder, DecodeOptions options)
    {
        if (Capture is not null)
            return new CaptureDecoder(decoder, options.Packet, options.Port).DecodeAll(Capture);
        ReadOnlyMemory<byte> bytes = Bytes ?? default;
        if (options.Packet is { } packet)
            return [decoder.DecodeStructure(bytes, packet)];
        return StreamDecoder.DecodeAll(bytes, decoder, options.Direction ?? DirectionDetector.DetectOrDefault(bytes.Span, decoder.Protocol));
    }

    private static PacketInput FromBytes(byte[] input, InputFormat format)
    {
        byte[] bytes = input;
        string error = "";
        bool isParsed = format switch
        {
            InputFormat.Hex => InputText.TryParseHex(input, out bytes, out error),
            InputFormat.Base64 => InputText.TryParseBase64(input, out bytes, out error),
            _ => true,
        };
        if (!isParsed)
            return new PacketInput { Error = error };
        return bytes.Length == 0 ? new PacketInput { Error = "the input holds no bytes" } : new PacketInput { Bytes = bytes };
    }

    private static byte[]? ReadAll(Stream stream)
    {
        using var all = new MemoryStream();
        byte[] piece = new byte[64 * 1024];
        while (stream.Read(piece) is var got and > 0)
        {
            if (all.Length + got > LargestText)
                return null;
            all.Write(piece, 0, got);
        }

        return all.ToArray();
    }
}
