using KerberosGen.Inspection.Captures;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Inspection.Inputs;
using KerberosGen.Inspection.Quick;
using KerberosGen.Inspector.Commands;

namespace KerberosGen.Inspector;

/// <summary>
/// The packets of an input, whatever its format. A capture and raw bytes are read as they are decoded; text that holds bytes is
/// read whole.
/// </summary>
internal sealed class PacketInput : IDisposable
{
    private const int LargestText = 256 * 1024 * 1024;
    private const int CaptureMagic = 4;
    private const int EnoughToTell = 64;

    private readonly InputRequest _request;
    private readonly Stream? _source;
    private InputStream? _raw;
    private ArraySegment<byte> _bytes = ArraySegment<byte>.Empty;
    private CaptureDecoder? _decoder;

    private PacketInput(InputRequest request, Stream? source)
    {
        _request = request;
        _source = source;
    }

    /// <summary>A capture's frames; null for an input that is none.</summary>
    public CaptureReader? Capture { get; private set; }

    /// <summary>An input's bytes from <see cref="InputRequest.Offset"/> on, whatever they were written as; empty for a capture.</summary>
    /// <exception cref="InvalidDataException">Raw bytes that are not held whole are too many.</exception>
    public ReadOnlyMemory<byte> Bytes
    {
        get
        {
            if (_raw is null)
                return _bytes;
            _bytes = ReadAll(_raw) ?? throw new InvalidDataException(TooLong);
            _raw = null;
            return _bytes;
        }
    }

    /// <summary>What is wrong with the input, or null.</summary>
    public string? Error { get; private set; }

    /// <summary>What to answer for <see cref="Error"/>.</summary>
    public int ErrorStatus { get; private set; } = ExitStatus.UnreadableInput;

    /// <summary>True if a capture ended within a record: known once its last packet was handed out.</summary>
    public bool IsCut => Capture is { IsCut: true };

    /// <summary>Frames that no packet came of: known once the last packet was handed out or sent.</summary>
    public long FramesPassedOver => _decoder?.FramesPassedOver ?? 0;

    /// <summary>Datagrams of which fragments are missing: known once the last packet was handed out or sent.</summary>
    public long DatagramsIncomplete => _decoder?.DatagramsIncomplete ?? 0;

    /// <summary>Bytes that were read so far; another thread may ask.</summary>
    public long Position => Whole?.Position ?? 0;

    /// <summary>Bytes of a file; null for what has no end that is known.</summary>
    public long? Size => _source is FileStream { CanSeek: true } file ? file.Length : null;

    private InputStream? Whole { get; set; }

    private static string TooLong => $"the input is longer than {LargestText} bytes; only captures and raw packets may be";

    /// <summary>Opens an input; <see cref="Error"/> says if it cannot be.</summary>
    /// <param name="request">What to read.</param>
    /// <param name="cancellation">Ends a read with <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="OperationCanceledException">Interrupted.</exception>
    public static PacketInput Open(InputRequest request, CancellationToken cancellation = default)
    {
        Stream? source = null;
        try
        {
            source = OpenSource(request.File, cancellation);
            return Open(request, source, cancellation);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return new PacketInput(request, source) { Error = FileTrouble.Of(exception, request.File) };
        }
    }

    /// <summary>Opens an input that is read from a stream, which is its to dispose.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="OperationCanceledException">Interrupted.</exception>
    public static PacketInput Open(InputRequest request, Stream stream, CancellationToken cancellation = default)
    {
        var input = new PacketInput(request, stream) { Whole = new InputStream(stream, cancellation) };
        input.Recognise(input.Whole);
        return input;
    }

    /// <summary>Says where a capture is broken, and how.</summary>
    public static string Describe(CaptureFormatException exception) =>
        FormattableString.Invariant($"{exception.Message} (file offset 0x{exception.Offset:x})");

    /// <summary>Has something done before a read waits for a pipe or a terminal, such as writing out what is finished.</summary>
    public void BeforeWaiting(Action action)
    {
        if (_source is LiveInput live)
            live.BeforeWait = action;
    }

    /// <summary>The packets, one after the other as they are read.</summary>
    /// <exception cref="CaptureFormatException">The capture is broken; everything before that was handed out.</exception>
    /// <exception cref="OperationCanceledException">Interrupted.</exception>
    /// <exception cref="IOException">The input can be read no further.</exception>
    public IEnumerable<DecodedPacket> Packets(PacketDecoder decoder)
    {
        if (Capture is not null)
            return (_decoder = new CaptureDecoder(decoder, _request.Packet, _request.Port)).DecodeAll(Capture);
        if (_request.Packet is { } packet)
            return [decoder.DecodeStructure(Bytes, packet, _request.Offset)];
        return RawPackets.Decode(OpenBytes(), decoder, _request.Direction, _request.Offset);
    }

    /// <summary>Sends the packets behind headers, as they are read, to where most need not be taken apart.</summary>
    /// <exception cref="CaptureFormatException">The capture is broken; everything before that was sent.</exception>
    /// <exception cref="OperationCanceledException">Interrupted.</exception>
    /// <exception cref="IOException">The input can be read no further.</exception>
    public void SendTo(QuickSink sink, PacketDecoder decoder)
    {
        if (Capture is not null)
            (_decoder = new CaptureDecoder(decoder, null, _request.Port)).DecodeTo(Capture, sink);
        else
            RawPackets.DecodeTo(OpenBytes(), decoder, _request.Direction, _request.Offset, sink);
    }

    /// <inheritdoc/>
    public void Dispose() => _source?.Dispose();

    // Only a regular file is always ready to be read.
    private static Stream OpenSource(string? path, CancellationToken cancellation)
    {
        Stream source = path is null ? StandardInput.Open() : new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 64 * 1024);
        return source is { CanSeek: true } ? source : new LiveInput(source, cancellation);
    }

    private Stream OpenBytes() => _raw ?? (Stream)new MemoryStream(_bytes.Array!, _bytes.Offset, _bytes.Count, writable: false);

    private void Recognise(InputStream whole)
    {
        ReadOnlySpan<byte> beginning = whole.Peek(CaptureMagic);
        if (beginning.IsEmpty)
        {
            Error = "the input is empty";
            return;
        }

        InputFormat? format = _request.Format ?? InputDetector.DetectEarly(beginning);
        if (format is null)
            beginning = whole.Peek(EnoughToTell);
        if (_request.Format is null && ForeignFormat.Describe(beginning) is { } foreign)
        {
            Error = $"{foreign} (--in raw reads it as it is)";
            return;
        }

        format ??= InputDetector.DetectEarly(beginning);
        if (format is InputFormat.Pcap or InputFormat.Pcapng)
            TakeCapture(format == InputFormat.Pcap ? CaptureReader.OpenPcap(whole) : CaptureReader.OpenPcapng(whole));
        else if (format == InputFormat.Raw)
            TakeRaw(whole);
        else if (ReadAll(whole) is { } text)
            TakeText(text, format ?? InputDetector.Detect(text));
        else
            Error = TooLong;
    }

    private void TakeCapture(CaptureReader capture)
    {
        if (_request.Offset > 0)
            Refuse("--offset counts bytes of raw input; of a capture, choose packets with --where, such as 'stream == 2 && offset >= 0x100'", ExitStatus.Usage);
        else
            Capture = capture;
    }

    private void TakeRaw(InputStream whole)
    {
        byte[] piece = new byte[64 * 1024];
        long left = _request.Offset;
        while (left > 0 && whole.Read(piece.AsSpan(0, (int)Math.Min(left, piece.Length))) is var got and > 0)
            left -= got;
        if (left > 0)
            RefuseOffset(_request.Offset - left);
        else
            _raw = whole;
    }

    private void TakeText(byte[] text, InputFormat format)
    {
        if (!InputText.TryParse(text, format, out byte[] bytes, out string error))
        {
            Error = error;
            return;
        }

        if (format == InputFormat.Tcpdump)
            TakeCapture(CaptureReader.OpenPcap(new MemoryStream(bytes, writable: false)));
        else if (bytes.Length == 0)
            Error = "the input holds no bytes";
        else if (_request.Offset >= bytes.Length)
            RefuseOffset(bytes.Length);
        else
            _bytes = new ArraySegment<byte>(bytes)[(int)_request.Offset..];
    }

    private void RefuseOffset(long size) => Refuse($"nothing is at --offset {_request.Offset}: the input holds {size} bytes", ExitStatus.NothingMatched);

    private void Refuse(string error, int status)
    {
        Error = error;
        ErrorStatus = status;
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
