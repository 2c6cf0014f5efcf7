using KerberosGen.Inspection.Captures;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Inspection.Packing;
using KerberosGen.Inspector.Commands;

namespace KerberosGen.Inspector.Packing;

/// <summary>The packets of anything that decode reads, or of JSON that it wrote.</summary>
internal sealed class PacketSource : IDisposable
{
    private const int Peeked = 256;

    private readonly InputRequest _request;
    private readonly PacketInput? _input;
    private readonly Stream? _json;

    private readonly Stream? _file;

    private PacketSource(InputRequest request, Stream? file, PacketInput? input, Stream? json)
    {
        _request = request;
        _file = file;
        _input = input;
        _json = json;
    }

    /// <summary>What is wrong with the input, or null.</summary>
    public string? Error { get; private init; }

    /// <summary>Opens an input.</summary>
    public static PacketSource Open(InputRequest request)
    {
        Stream? stream = null;
        try
        {
            stream = request.File is { } path ? File.OpenRead(path) : StandardInput.Open();
            var whole = new InputStream(stream, CancellationToken.None);
            if (request.Format is null && IsJson(whole.Peek(Peeked)))
                return new PacketSource(request, stream, null, whole);
            PacketInput input = PacketInput.Open(request, whole);
            return new PacketSource(request, stream, input, null) { Error = input.Error };
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return new PacketSource(request, stream, null, null) { Error = FileTrouble.Of(exception, request.File) };
        }
    }

    /// <summary>The packets, one after the other as they are read, numbered as in the input.</summary>
    /// <exception cref="CaptureFormatException">A capture is broken.</exception>
    /// <exception cref="PackingException">The JSON says no packet.</exception>
    public IEnumerable<DecodedPacket> Packets(PacketDecoder decoder)
    {
        if (_json is null)
            return _input!.Packets(decoder);
        var packer = new PacketPacker(_request.Protocol);
        return new JsonPacketReader(_json).Packets().Select((packet, i) => packer.Pack(packet).Decode(decoder, i + 1));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _input?.Dispose();
        _file?.Dispose();
    }

    // An object's first name or an array's first object follows; raw bytes rarely begin so, and --in raw says it of those that do.
    private static bool IsJson(ReadOnlySpan<byte> beginning)
    {
        ReadOnlySpan<byte> text = beginning.StartsWith("\uFEFF"u8) ? beginning[3..] : beginning;
        text = text.TrimStart(" \t\r\n"u8);
        return text is [(byte)'{' or (byte)'[', ..] && text[1..].TrimStart(" \t\r\n"u8) is var rest
            && (text[0] == '{' ? rest is [(byte)'"', ..] : rest is [(byte)'{', ..]);
    }
}
