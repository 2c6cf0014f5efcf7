using KerberosGen.Codec;
using KerberosGen.Inspection.Captures;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Inspection.Inputs;
using KerberosGen.Inspector.Commands;

namespace KerberosGen.Inspector;

/// <summary>The packets of an input, whatever its format. A capture is read as it is decoded; other bytes are held whole.</summary>
internal sealed class PacketInput : IDisposable
{
    private const int LargestText = 256 * 1024 * 1024;

    private readonly InputRequest _request;
    private readonly Stream? _stream;

    private PacketInput(InputRequest request, Stream? stream)
    {
        _request = request;
        _stream = stream;
    }

    /// <summary>A capture's frames; null for an input that is none.</summary>
    public CaptureReader? Capture { get; private set; }

    /// <summary>An input's bytes, whatever they were written as; empty for a capture.</summary>
    public ReadOnlyMemory<byte> Bytes { get; private set; }

    /// <summary>What is wrong with the input, or null.</summary>
    public string? Error { get; private set; }

    /// <summary>True if a capture ended within a record: known once its last packet was handed out.</summary>
    public bool IsCut => Capture is { IsCut: true };

    /// <summary>Opens an input; <see cref="Error"/> says if it cannot be.</summary>
    public static PacketInput Open(InputRequest request)
    {
        Stream? stream = null;
        try
        {
            stream = request.File is { } path ? File.OpenRead(path) : Console.OpenStandardInput();
            return Open(request, stream);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return new PacketInput(request, stream) { Error = DisplayText.Escape(exception.Message) };
        }
    }

    /// <summary>Opens an input that is read from a stream, which is its to dispose.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static PacketInput Open(InputRequest request, Stream stream)
    {
        var input = new PacketInput(request, stream);
        input.Recognise(stream);
        return input;
    }

    /// <summary>Says where a capture is broken, and how.</summary>
    public static string Describe(CaptureFormatException exception) =>
        FormattableString.Invariant($"{exception.Message} (file offset 0x{exception.Offset:x})");

    /// <summary>The packets, one after the other as they are read.</summary>
    /// <exception cref="CaptureFormatException">The capture is broken; everything before that was handed out.</exception>
    public IEnumerable<DecodedPacket> Packets(PacketDecoder decoder)
    {
        if (Capture is not null)
            return new CaptureDecoder(decoder, _request.Packet, _request.Port).DecodeAll(Capture);
        if (_request.Packet is { } packet)
            return [decoder.DecodeStructure(Bytes, packet)];
        return StreamDecoder.DecodeAll(Bytes, decoder, _request.Direction ?? DirectionDetector.DetectOrDefault(Bytes.Span, decoder.Protocol));
    }

    /// <inheritdoc/>
    public void Dispose() => _stream?.Dispose();

    private void Recognise(Stream stream)
    {
        byte[] beginning = new byte[4];
        int got = stream.ReadAtLeast(beginning, beginning.Length, throwOnEndOfStream: false);
        if (got == 0)
        {
            Error = "the input is empty";
            return;
        }

        var whole = new PeekedStream(beginning.AsMemory(0, got), stream);
        InputFormat? format = _request.Format;
        bool isPcapng = format == InputFormat.Pcapng || (format is null && CaptureReader.IsPcapng(beginning));
        if (isPcapng || format == InputFormat.Pcap || (format is null && CaptureReader.IsPcap(beginning)))
            Capture = isPcapng ? CaptureReader.OpenPcapng(whole) : CaptureReader.OpenPcap(whole);
        else if (ReadAll(whole) is { } bytes)
            Take(bytes, format ?? InputDetector.Detect(bytes));
        else
            Error = $"the input is longer than {LargestText} bytes; only captures may be";
    }

    private void Take(byte[] input, InputFormat format)
    {
        byte[] bytes = input;
        string error = "";
        bool isParsed = format switch
        {
            InputFormat.Hex => InputText.TryParseHex(input, out bytes, out error),
            InputFormat.Base64 => InputText.TryParseBase64(input, out bytes, out error),
            _ => true,
        };
        Error = !isParsed ? error : bytes.Length == 0 ? "the input holds no bytes" : null;
        Bytes = bytes;
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
