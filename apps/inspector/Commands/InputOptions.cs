using System.CommandLine;
using System.CommandLine.Parsing;
using KerberosGen.Codec;
using KerberosGen.Inspection.Captures;
using KerberosGen.Inspection.Inputs;
using KerberosGen.Layout;

namespace KerberosGen.Inspector.Commands;

/// <summary>The argument and options that say what to read and whose packets it holds, for every verb that decodes.</summary>
internal sealed class InputOptions
{
    private readonly Argument<string?> _file;

    private readonly Option<string> _format =
        Choices.Option("--in", "How the input holds its bytes.", "auto", "raw", "hex", "base64", "xxd", "hexdump", "tcpdump", "pcap", "pcapng");

    private readonly Option<string> _direction =
        Choices.Option("--direction", "Which way the packets travel (a capture says so itself).", "auto", "request", "response");

    private readonly Option<string?> _packet = new("--packet", "--as")
    {
        Description = "Decode packets that stand without a header: the input is one, such as Ticket; in a capture each datagram is one, and each TCP stream is one after the other.",
        HelpName = "NAME",
    };

    private readonly Option<string?> _port = new("--port")
    {
        Description = "Of a capture, decode only what travels to or from this port; 53/udp or 53/tcp names the transport too.",
        HelpName = "PORT",
    };

    private readonly SpecOptions _spec = new();

    /// <summary>Makes them.</summary>
    /// <param name="file">What the verb does with the file, for its help.</param>
    public InputOptions(string file = "What to decode; standard input if it is missing or -.")
    {
        _file = FileArgument("FILE", file);
        _port.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } text && !PortFilter.TryParse(text, out _))
                result.AddError($"{DisplayText.Escape(text)} is no port; write 53, 53/udp or 53/tcp.");
        });
        _packet.CompletionSources.Add(context => _spec.TryGet(context.ParseResult, out ProtocolLayout protocol, out _) ? PacketNames.All(protocol) : []);
    }

    /// <summary>An argument for a file that may be left out: an option that does not exist is not taken for its name.</summary>
    public static Argument<string?> FileArgument(string name, string description)
    {
        var file = new Argument<string?>(name) { Description = description, Arity = ArgumentArity.ZeroOrOne };
        file.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: ['-', _, ..] unknown }] && result.Parent is CommandResult { Command: var command })
                result.AddError(CommandLine.NoOption(unknown, command));
        });
        return file;
    }

    /// <summary>Adds them to a verb.</summary>
    /// <param name="command">The verb.</param>
    /// <param name="withFile">False for a verb that names its files itself.</param>
    public void AddTo(Command command, bool withFile = true)
    {
        if (withFile)
            command.Arguments.Add(_file);
        command.Options.Add(_format);
        command.Options.Add(_direction);
        command.Options.Add(_packet);
        command.Options.Add(_port);
        _spec.AddTo(command);
    }

    /// <summary>What they say; false with what is wrong if it cannot be done.</summary>
    public bool TryGet(ParseResult parsed, out InputRequest request, out string error)
    {
        request = null!;
        PacketLayout? layout = null;
        if (!_spec.TryGet(parsed, out ProtocolLayout protocol, out error)
            || (parsed.GetValue(_packet) is { } name && !PacketNames.TryFind(protocol, name, out layout, out error)))
            return false;
        if (layout is null && protocol is { Requests: null, Responses: null })
        {
            error = PacketNames.NoHeader(protocol);
            return false;
        }

        request = new InputRequest(
            parsed.GetResult(_file) is not null && parsed.GetValue(_file) is { } path && path != "-" ? path : null,
            Choices.Parse<InputFormat>(parsed.GetValue(_format)),
            Choices.Parse<PacketDirection>(parsed.GetValue(_direction)),
            protocol,
            layout,
            parsed.GetValue(_port) is { } text && PortFilter.TryParse(text, out PortFilter filter) ? filter : null);
        return true;
    }
}
