using System.Text;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Inspection.Rendering;
using KerberosGen.Inspector.Commands;

namespace KerberosGen.Inspector;

/// <summary>Packets to standard output. In JSON, what is wrong is told on standard error too; a person reads it beside the packet.</summary>
internal sealed class PacketOutput : IDisposable
{
    private readonly BufferedStream _stream = new(Console.OpenStandardOutput(), 64 * 1024);
    private readonly StreamWriter _text;
    private readonly AnnotatedRenderer? _annotated;
    private readonly JsonRenderer? _json;
    private readonly FindingRenderer? _findings;

    public PacketOutput(DecodeOptions options)
    {
        _text = new StreamWriter(_stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        var render = new RenderOptions
        {
            ShowSecrets = options.ShowSecrets,
            Source = options.Input.Name,
            Color = IsColored(options.Color, Console.IsOutputRedirected),
        };
        if (options.Output == OutputFormat.Annotated)
        {
            _annotated = new AnnotatedRenderer(_text, render);
            return;
        }

        _json = new JsonRenderer(_stream, render, lines: options.Output == OutputFormat.Ndjson);
        _findings = new FindingRenderer(Console.Error, render with { Color = IsColored(options.Color, Console.IsErrorRedirected) });
    }

    public int Count { get; private set; }

    /// <summary>True if anything is wrong that the bytes themselves show.</summary>
    public bool HasErrors { get; private set; }

    /// <summary>True if a ciphertext stayed closed to the keys at hand, or a check of what they open failed.</summary>
    public bool HasFailedVerification { get; private set; }

    public void Write(DecodedPacket packet)
    {
        Count++;
        foreach (Finding finding in packet.AllFindings)
        {
            HasFailedVerification |= FindingIds.IsVerification(finding.Id);
            HasErrors |= finding.Severity == Severity.Error && !FindingIds.IsVerification(finding.Id);
        }

        _annotated?.Write(packet);
        _json?.Write(packet);
        if (_findings is null)
            return;
        foreach (Finding finding in packet.AllFindings)
            _findings.Write(packet, finding);
    }

    public void Complete()
    {
        _json?.Complete();
        _text.Flush();
        _stream.Flush();
    }

    public void Dispose()
    {
        _text.Dispose();
        _stream.Dispose();
    }

    /// <summary>True if output that goes there is to be coloured.</summary>
    public static bool IsColored(ColorWhen when, bool isRedirected) => when switch
    {
        ColorWhen.Always => true,
        ColorWhen.Never => false,
        _ => !isRedirected
            && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
            && Environment.GetEnvironmentVariable("TERM") != "dumb",
    };
}
