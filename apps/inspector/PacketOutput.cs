using System.Globalization;
using System.Text;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Inspection.Quick;
using KerberosGen.Inspection.Rendering;
using KerberosGen.Inspector.Commands;

namespace KerberosGen.Inspector;

/// <summary>
/// Packets to standard output. What is wrong with them stands beside them where a person reads them, and on standard error
/// otherwise.
/// </summary>
internal sealed class PacketOutput : IDisposable
{
    private readonly BufferedStream _stream = new(StandardOutput.Open(), 64 * 1024);
    private readonly StreamWriter _text;
    private readonly Action<DecodedPacket> _write;
    private readonly Action _end = () => { };
    private readonly RenderOptions? _findings;
    private readonly ProgressBar? _progress;
    private QuickSink? _quick;
    private int _count;

    /// <summary>Begins.</summary>
    /// <param name="options">How to show them.</param>
    /// <param name="progress">What stands on the terminal that standard error goes to; null for nothing.</param>
    public PacketOutput(DecodeOptions options, ProgressBar? progress = null)
    {
        _text = new StreamWriter(_stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 16 * 1024) { NewLine = "\n" };
        _progress = progress;
        var render = new RenderOptions
        {
            ShowSecrets = options.ShowSecrets,
            Source = options.Input.Name,
            Color = Coloring.IsWanted(options.Color, Console.IsOutputRedirected),
        };
        if (options.Output is not (OutputFormat.Annotated or OutputFormat.Tree))
            _findings = render with { Color = Coloring.IsWanted(options.Color, Console.IsErrorRedirected) };
        bool lines = options.Output == OutputFormat.Ndjson;
        switch (options.Output)
        {
            case OutputFormat.Annotated:
                _write = new AnnotatedRenderer(_text, render).Write;
                break;
            case OutputFormat.Tree:
                _write = new TreeRenderer(_text, render).Write;
                break;
            case OutputFormat.Line:
                _write = new LineRenderer(_text, render, options.Fields).Write;
                break;
            case OutputFormat.Csv:
                var csv = new CsvRenderer(_text, render, options.Fields);
                csv.WriteNames();
                _write = csv.Write;
                break;
            case OutputFormat.None:
                _write = _ => { };
                break;
            case var _ when options.Fields is { } fields:
                var chosen = new SelectedJsonRenderer(_stream, fields, render, lines);
                (_write, _end) = (chosen.Write, chosen.Complete);
                break;
            default:
                var json = new JsonRenderer(_stream, render, lines);
                (_write, _end) = (json.Write, json.Complete);
                break;
        }
    }

    /// <summary>Packets so far.</summary>
    public int Count => _quick?.Count ?? _count;

    /// <summary>True if anything is wrong that the bytes themselves show.</summary>
    public bool HasErrors { get; private set; }

    /// <summary>True if a ciphertext stayed closed to the keys at hand, or a check of what they open failed.</summary>
    public bool HasFailedVerification { get; private set; }

    public void Write(DecodedPacket packet)
    {
        _count++;
        foreach (Finding finding in packet.AllFindings)
        {
            HasFailedVerification |= FindingIds.IsVerification(finding.Id);
            HasErrors |= finding.Severity == Severity.Error && !FindingIds.IsVerification(finding.Id);
        }

        _write(packet);
        if (_findings is not null)
            WriteFindings(packet, _findings);
    }

    /// <summary>Where all packets go if none needs to be taken apart to be shown: those with findings come back to be told of.</summary>
    public QuickSink ToSink(DecodeOptions options, PacketDecoder decoder) => _quick = options.Output == OutputFormat.None
        ? new CheckingSink(decoder, Write)
        : new QuickJsonSink(decoder, options.ShowSecrets, _stream, Write);

    /// <summary>Has what is finished read by whoever waits for it.</summary>
    /// <exception cref="IOException">Nobody reads it any more.</exception>
    public void Flush()
    {
        _quick?.Flush();
        _text.Flush();
        _stream.Flush();
    }

    /// <summary>Ends what was begun, such as an array.</summary>
    public void Complete()
    {
        _quick?.Flush();
        _end();
        Flush();
    }

    public void Dispose()
    {
        _text.Dispose();
        _stream.Dispose();
    }

    private void WriteFindings(DecodedPacket packet, RenderOptions render)
    {
        if (!packet.AllFindings.Any())
            return;
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        var renderer = new FindingRenderer(text, render);
        foreach (Finding finding in packet.AllFindings)
            renderer.Write(packet, finding);
        if (_progress is not null)
            _progress.Write(text.ToString());
        else
            Console.Error.Write(text.ToString());
    }
}
