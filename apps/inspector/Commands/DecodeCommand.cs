using System.CommandLine;
using KerberosGen.Codec;
using KerberosGen.Inspection.Captures;
using KerberosGen.Inspection.Inputs;
using KerberosGen.Layout;

namespace KerberosGen.Inspector.Commands;

/// <summary>`inspector decode`: its arguments.</summary>
internal static class DecodeCommand
{
    public static Command Create()
    {
        var file = new Argument<string?>("FILE") { Description = "What to decode; standard input if it is missing or -.", Arity = ArgumentArity.ZeroOrOne };
        // An option that does not exist would be taken for the file's name.
        file.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: ['-', _, ..] unknown }])
                result.AddError($"There is no option {DisplayText.Escape(unknown)}; a file of that name is ./{DisplayText.Escape(unknown)}.");
        });
        Option<string> input = Choice("--in", "How the input holds its bytes.", "auto", "raw", "hex", "base64", "pcap", "pcapng");
        Option<string> direction = Choice("--direction", "Which way the packets travel (a capture says so itself).", "auto", "request", "response");
        var spec = new SpecOptions();
        var packet = new Option<string?>("--packet", "--as")
        {
            Description = "Decode packets that stand without a header: the input is one, such as Ticket; in a capture each datagram is one, and each TCP stream is one after the other.",
            HelpName = "NAME",
        };
        var port = new Option<string?>("--port")
        {
            Description = "Of a capture, decode only what travels to or from this port; 53/udp or 53/tcp names the transport too.",
            HelpName = "PORT",
        };
        port.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } text && !PortFilter.TryParse(text, out _))
                result.AddError($"{DisplayText.Escape(text)} is no port; write 53, 53/udp or 53/tcp.");
        });
        Option<string> output = Choice("--out", "How to show the packets.", "annotated", "json", "ndjson");
        var keys = new Option<string?>("--keys")
        {
            Description = "A file, readable by you alone, with keys: lines 'Client: KEY', 'Service: KEY', 'Session: KEY' (hex or base64) and 'password: TEXT'.",
            HelpName = "FILE",
        };
        var showSecrets = new Option<bool>("--show-secrets") { Description = "Show passwords and keys." };
        Option<string> color = Choice("--color", "When to colour.", "auto", "always", "never");
        var command = new Command("decode", "Decodes bytes or a capture and shows each packet, field by field.")
        {
            file, input, direction, packet, port, output, keys, showSecrets, color,
        };
        spec.AddTo(command);
        command.SetAction(parsed =>
        {
            PacketLayout? layout = null;
            if (!spec.TryGet(parsed, out ProtocolLayout protocol, out string error)
                || (parsed.GetValue(packet) is { } name && !PacketNames.TryFind(protocol, name, out layout, out error)))
                return DecodeRun.Fail(ExitStatus.Usage, error);
            return DecodeRun.Run(new DecodeOptions(
                parsed.GetValue(file) is { } path && path != "-" ? path : null,
                Parse<InputFormat>(parsed.GetValue(input)),
                Parse<PacketDirection>(parsed.GetValue(direction)),
                protocol,
                layout,
                parsed.GetValue(port) is { } text && PortFilter.TryParse(text, out PortFilter filter) ? filter : null,
                Parse<OutputFormat>(parsed.GetValue(output)) ?? OutputFormat.Annotated,
                parsed.GetValue(keys),
                parsed.GetValue(showSecrets),
                Parse<ColorWhen>(parsed.GetValue(color)) ?? ColorWhen.Auto));
        });
        return command;
    }

    private static Option<string> Choice(string name, string description, params string[] choices)
    {
        var option = new Option<string>(name) { Description = description, DefaultValueFactory = _ => choices[0] };
        option.AcceptOnlyFromAmong(choices);
        return option;
    }

    private static TEnum? Parse<TEnum>(string? name)
        where TEnum : struct, Enum =>
        Enum.TryParse(name, ignoreCase: true, out TEnum value) ? value : null;
}
