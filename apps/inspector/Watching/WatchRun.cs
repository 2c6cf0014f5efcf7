using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using KerberosGen.Codec;
using KerberosGen.Inspection.Rendering;
using KerberosGen.Inspection.Specs;
using KerberosGen.Layout;
using Microsoft.CodeAnalysis;

namespace KerberosGen.Inspector.Watching;

/// <summary>`inspector spec --watch`: after each save, a packet's figure, what moved, and what of a sample no longer decodes.</summary>
internal sealed class WatchRun
{
    private const int MostErrors = 8;
    private const string Dim = "\e[2m";
    private const string Red = "\e[31m";
    private const string Green = "\e[32m";
    private const string Yellow = "\e[33m";
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(150);

    private readonly WatchOptions _options;
    private readonly WatchedFiles _files;
    private readonly LiveProject _project;
    private readonly SampleCheck? _sample;
    private readonly TextWriter _output;
    private readonly RenderOptions _render;
    private readonly bool _isScreen;
    private readonly Dictionary<string, string> _tables = [];
    private string? _shown;

    private WatchRun(WatchOptions options, TextWriter output, bool isScreen)
    {
        _options = options;
        _files = new WatchedFiles(options.Folder, options.Sample);
        _project = new LiveProject(options.Folder);
        _sample = _files.Sample is { } sample ? new SampleCheck(sample) : null;
        _output = output;
        _isScreen = isScreen;
        _render = new RenderOptions { Color = isScreen && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) };
    }

    /// <summary>Watches until Ctrl-C.</summary>
    public static int Run(WatchOptions options)
    {
        if (!Directory.Exists(options.Folder))
            return Fail($"there is no folder {DisplayText.Escape(options.Folder)}");
        if (options.Sample is { } sample && !File.Exists(sample))
            return Fail($"there is no file {DisplayText.Escape(sample)}");
        if (!SdkCompiler.TryUse())
            return Fail("watching compiles the project, which takes the .NET SDK; only the runtime is installed");
        return Watch(options);
    }

    // Not part of the method above: its types are those of the compiler, which is found by then.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Watch(WatchOptions options)
    {
        using var stop = new ManualResetEventSlim();
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        bool isScreen = !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("TERM") != "dumb";
        new WatchRun(options, Console.Out, isScreen).UntilStopped(stop);
        return ExitStatus.Clean;

        void Stop(PosixSignalContext context)
        {
            context.Cancel = true;
            stop.Set();
        }
    }

    private static int Fail(string message)
    {
        Console.Error.Write($"inspector: {message}\n");
        return ExitStatus.Usage;
    }

    private void UntilStopped(ManualResetEventSlim stop)
    {
        do
        {
            long start = Stopwatch.GetTimestamp();
            IReadOnlyList<string> changes = _files.FindChanges();
            if (changes.Count > 0 && TryTake(changes))
                Show(changes, start);
        }
        while (!stop.Wait(Pause));
    }

    // An editor may hold a file a moment longer; then it is taken with the next look.
    private bool TryTake(IReadOnlyList<string> changes)
    {
        try
        {
            foreach (string path in changes.Where(p => p != _files.Sample))
                _project.Take(path);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            _files.Forget(changes);
            return false;
        }
    }

    private void Show(IReadOnlyList<string> changes, long start)
    {
        LiveResult result = _project.Run();
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        foreach (Diagnostic change in result.Wire)
            text.Write($"{Paint("wire", Yellow)}  {change.GetMessage(CultureInfo.InvariantCulture)}\n");
        foreach (Diagnostic error in result.Errors.Take(MostErrors))
            text.Write($"{Paint("error", Red)} {Place(error)}: {error.GetMessage(CultureInfo.InvariantCulture)}\n");
        if (result.Errors.Count > MostErrors)
            text.Write($"and {result.Errors.Count - MostErrors} more errors\n");
        if (result.Errors.Count == 0)
            ShowProtocol(result, text);
        if (_isScreen)
            _output.Write("\e[2J\e[H");
        string names = string.Join(", ", changes.Take(3).Select(p => DisplayText.Escape(Path.GetFileName(p)))) + (changes.Count > 3 ? $" and {changes.Count - 3} more" : "");
        double milliseconds = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        _output.Write(Paint(FormattableString.Invariant($"{DateTime.Now:HH:mm:ss}  {names}  {milliseconds:0} ms"), Dim) + "\n\n");
        _output.Write(text.ToString());
        _output.Write('\n');
        _output.Flush();
    }

    private void ShowProtocol(LiveResult result, StringWriter text)
    {
        ProtocolLayout? protocol = result.Protocols.FirstOrDefault(p => _options.Protocol is null
            || p.Name.Equals(_options.Protocol, StringComparison.OrdinalIgnoreCase) || p.Name.EndsWith("." + _options.Protocol, StringComparison.OrdinalIgnoreCase));
        if (protocol is null)
        {
            text.Write("no packets are declared\n");
            return;
        }

        bool agrees = result.Wire.Count == 0;
        if (_files.Spec is null)
            text.Write("there is no packets.spec to compare with: `inspector spec --write` makes one\n");
        else if (agrees)
            text.Write($"{Paint("same", Green)}  the declarations say what packets.spec says\n");
        if (Choose(protocol) is { } packet)
        {
            PacketLayout? header = packet is { Kind: PacketKind.Message, Direction: { } direction } ? protocol.Of(direction)?.Header : null;
            text.Write('\n');
            text.Write(PacketFigure.Draw(packet));
            text.Write('\n');
            new SpecWriter(text).Write(packet, header);
        }

        if (_sample is null)
            return;
        text.Write('\n');
        _sample.Write(protocol, _options.Packet is null ? null : Choose(protocol), text, _render);
    }

    /// <summary>The packet that was asked for; failing that, the one that changed last; failing that, the first message.</summary>
    private PacketLayout? Choose(ProtocolLayout protocol)
    {
        bool isFirst = _tables.Count == 0;
        foreach (PacketLayout packet in protocol.Packets)
        {
            using var table = new StringWriter(CultureInfo.InvariantCulture);
            new SpecWriter(table).Write(packet, null);
            string now = table.ToString();
            bool isChanged = _tables.GetValueOrDefault(packet.Name) != now;
            _tables[packet.Name] = now;
            if (isChanged && !isFirst)
                _shown = packet.Name;
        }

        if (_options.Packet is { } wanted)
            return protocol.Packets.FirstOrDefault(p => PacketNames.IsCalled(p, wanted));
        return protocol.Packets.FirstOrDefault(p => p.Name == _shown)
            ?? protocol.Packets.FirstOrDefault(p => p.Kind == PacketKind.Message && !p.Fields.IsEmpty)
            ?? protocol.Packets.FirstOrDefault();
    }

    private static string Place(Diagnostic diagnostic)
    {
        FileLinePositionSpan line = diagnostic.Location.GetMappedLineSpan();
        return line.Path is { Length: > 0 } path
            ? $"{DisplayText.Escape(Path.GetFileName(path))}({line.StartLinePosition.Line + 1})"
            : "project";
    }

    private string Paint(string text, string color) => _render.Color ? $"{color}{text}\e[0m" : text;
}
