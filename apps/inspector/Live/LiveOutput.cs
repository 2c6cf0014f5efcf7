using System.Text;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Inspection.Rendering;

namespace KerberosGen.Inspector.Live;

/// <summary>Shows packets as they come, each in whole lines.</summary>
internal sealed class LiveOutput : IDisposable
{
    private readonly Stream _stream = Console.OpenStandardOutput();
    private readonly BufferedStream _buffered;
    private readonly StreamWriter _text;
    private readonly AnnotatedRenderer? _annotated;
    private readonly JsonRenderer? _json;

    public LiveOutput(LiveFormat format, RenderOptions options)
    {
        _buffered = new BufferedStream(_stream, 64 * 1024);
        _text = new StreamWriter(_buffered, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        if (format == LiveFormat.Ndjson)
            _json = new JsonRenderer(_buffered, options, lines: true);
        else if (format == LiveFormat.Annotated)
            _annotated = new AnnotatedRenderer(_text, options);
    }

    /// <summary>True once nobody reads it any more: nothing is written from then on.</summary>
    public bool IsGone { get; private set; }

    public void Write(DecodedPacket packet) => Try(() =>
    {
        _annotated?.Write(packet);
        _json?.Write(packet);
    });

    /// <summary>Shows what was written so far.</summary>
    public void Flush() => Try(() =>
    {
        _text.Flush();
        _buffered.Flush();
    });

    public void Dispose()
    {
        Flush();
        _stream.Dispose();
    }

    private void Try(Action write)
    {
        if (IsGone)
            return;
        try
        {
            write();
        }
        catch (IOException)
        {
            IsGone = true;
        }
    }
}
