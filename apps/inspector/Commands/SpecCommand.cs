using System.CommandLine;
using System.Globalization;
using System.Text;
using KerberosGen.Codec;
using KerberosGen.Inspection.Specs;
using KerberosGen.Layout;
#if !NATIVE
using KerberosGen.Inspector.Watching;
#endif

namespace KerberosGen.Inspector.Commands;

/// <summary>`inspector spec`: the packets' tables to read, on the screen or as a file that is kept beside the code.</summary>
internal static class SpecCommand
{
    private const string DefaultFile = "packets.spec";

    public static Command Create()
    {
        var packet = new Argument<string?>("PACKET") { Description = "A code or a name; all of them if it is missing.", HelpName = "PACKET", Arity = ArgumentArity.ZeroOrOne };
        var write = new Option<string?>("--write")
        {
            Description = $"Write all of them to a file ({DefaultFile} if none is named).",
            HelpName = "FILE",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var check = new Option<string?>("--check")
        {
            Description = $"Answer 1 unless the file ({DefaultFile} if none is named) says what the code does.",
            HelpName = "FILE",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var figure = new Option<bool>("--figure") { Description = "Draw the packet as an RFC does, 32 bits to a row." };
        var svg = new Option<string?>("--svg")
        {
            Description = "Draw the packet as an SVG figure, to a file or to standard output.",
            HelpName = "FILE",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var watch = new Option<string?>("--watch")
        {
            Description = "Show it anew after each save of a project's source or packets.spec (the project of this folder if none is named), until Ctrl-C.",
            HelpName = "FOLDER",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var sample = new Option<string?>("--sample") { Description = "With --watch: a capture; the first packet that a save breaks is shown.", HelpName = "FILE" };
        var command = new Command("spec", "Prints the packets' tables: field, type, offset, size, use.") { packet, write, check, figure, svg, watch, sample };
        var spec = new SpecOptions();
        spec.AddTo(command);
        packet.CompletionSources.Add(context => spec.TryGet(context.ParseResult, out ProtocolLayout protocol, out _) ? protocol.Packets.Select(p => p.Name).Distinct() : []);
        command.SetAction(parsed =>
        {
            if (parsed.GetResult(watch) is { Implicit: false })
                return Watch(parsed.GetValue(watch) ?? ".", parsed.GetValue(packet), parsed.GetValue(sample), parsed.GetValue<string?>("--protocol"));
            if (!spec.TryGet(parsed, out ProtocolLayout protocol, out string error))
                return Failure.Say(ExitStatus.Usage, error);
            if (parsed.GetResult(write) is { Implicit: false })
                return Write(protocol, parsed.GetValue(write) ?? DefaultFile);
            if (parsed.GetResult(check) is { Implicit: false })
                return Check(protocol, parsed.GetValue(check) ?? DefaultFile);
            if (parsed.GetResult(svg) is { Implicit: false })
                return Draw(protocol, parsed.GetValue(packet), parsed.GetValue(svg));
            return parsed.GetValue(packet) is { } name ? Print(protocol, name, parsed.GetValue(figure)) : PrintAll(protocol);
        });
        return command;
    }

#if NATIVE
    private static int Watch(string folder, string? packet, string? sample, string? protocol) =>
        Failure.Say(ExitStatus.Usage, "this build has no compiler to watch a project with; install the tool instead: `dotnet tool install KerberosGen.Inspector`");
#else
    private static int Watch(string folder, string? packet, string? sample, string? protocol) =>
        WatchRun.Run(new WatchOptions(folder, packet, sample, protocol));
#endif

    private static string Text(ProtocolLayout protocol)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        new SpecWriter(text).Write(protocol);
        return text.ToString();
    }

    private static int PrintAll(ProtocolLayout protocol)
    {
        Console.Out.Write(Text(protocol));
        return ExitStatus.Clean;
    }

    private static int Print(ProtocolLayout protocol, string name, bool withFigure)
    {
        List<PacketLayout> found = [.. protocol.Packets.Where(p => PacketNames.IsCalled(p, name))];
        if (found.Count == 0)
            return Failure.Say(ExitStatus.Usage, PacketNames.NoPacket(protocol, name));
        var writer = new SpecWriter(Console.Out);
        foreach (PacketLayout packet in found)
        {
            if (packet != found[0])
                Console.Out.Write('\n');
            if (withFigure)
                Console.Out.Write(PacketFigure.Draw(packet) + "\n");
            writer.Write(packet, packet is { Kind: PacketKind.Message, Direction: { } direction } ? protocol.Of(direction)?.Header : null);
        }

        return ExitStatus.Clean;
    }

    // Of several packets with one code, one figure says which it is: its name is asked for.
    private static int Draw(ProtocolLayout protocol, string? name, string? path)
    {
        if (name is null)
            return Failure.Say(ExitStatus.Usage, "--svg draws one packet: say its code or name before it");
        List<PacketLayout> found = [.. protocol.Packets.Where(p => PacketNames.IsCalled(p, name))];
        return found switch
        {
            [] => Failure.Say(ExitStatus.Usage, PacketNames.NoPacket(protocol, name)),
            [var only] => TextOutput.Write(path, SvgFigure.Draw(only)),
            _ => Failure.Say(ExitStatus.Usage, $"several packets are called {DisplayText.Escape(name)}; say which: {string.Join(", ", found.Select(p => p.Name))}"),
        };
    }

    private static int Write(ProtocolLayout protocol, string path)
    {
        try
        {
            string text = Text(protocol);
            bool isChanged = !File.Exists(path) || File.ReadAllText(path) != text;
            if (isChanged)
                File.WriteAllText(path, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            Console.Error.Write($"{DisplayText.Escape(Path.GetFullPath(path))} {(isChanged ? "is written anew" : "says it already")}: {protocol.Packets.Length} packets\n");
            return ExitStatus.Clean;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Failure.Say(ExitStatus.Usage, FileTrouble.OfWriting(exception, path));
        }
    }

    private static int Check(ProtocolLayout protocol, string path)
    {
        try
        {
            if (File.ReadAllText(path) == Text(protocol))
                return ExitStatus.Clean;
            return Failure.Say(
                ExitStatus.DecodedWithErrors, $"{DisplayText.Escape(path)} does not say what the code does; run `inspector spec --write {DisplayText.Escape(path)}`");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Failure.Say(ExitStatus.UnreadableInput, DisplayText.Escape(exception.Message));
        }
    }
}
