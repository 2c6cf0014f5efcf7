using System.CommandLine;
using System.Globalization;
using System.Text;
using KerberosGen.Codec;
using KerberosGen.Inspection.Exports.Wireshark;
using KerberosGen.Layout;

namespace KerberosGen.Inspector.Commands;

/// <summary>`inspector export`: the declarations in the forms that other tools read.</summary>
internal static class ExportCommand
{
    private const string Lua = "lua";

    public static Command Create()
    {
        var form = new Argument<string>("FORM") { Description = "lua: a Wireshark dissector." };
        form.AcceptOnlyFromAmong(Lua);
        var output = new Option<string?>("--output") { Description = "Where to write it; standard output if it is missing.", HelpName = "FILE" };
        var packet = new Option<string?>("--packet", "--as")
        {
            Description = "Of lua: the packet that stands in each datagram, and in each stream one after the other, without a header.",
            HelpName = "NAME",
        };
        var port = new Option<ushort?>("--port") { Description = "Of lua: the server's port, which the dissector's preferences can change.", HelpName = "PORT" };
        var command = new Command("export", "Writes the declarations in the form of another tool.") { form, output, packet, port };
        var spec = new SpecOptions();
        spec.AddTo(command);
        command.SetAction(parsed =>
        {
            if (!spec.TryGet(parsed, out ProtocolLayout protocol, out string error))
                return Failure.Say(ExitStatus.Usage, error);
            string word = parsed.GetValue(form)!;
            PacketLayout? alone = null;
            if (parsed.GetValue(packet) is { } name && !PacketNames.TryFind(protocol, name, out alone, out error))
                return Failure.Say(ExitStatus.Usage, error);
            if (word != Lua && (alone is not null || parsed.GetValue(port) is not null))
                return Failure.Say(ExitStatus.Usage, $"--packet and --port are of the form {Lua}");
            if (word == Lua && alone is null && protocol is { Requests: null, Responses: null })
                return Failure.Say(ExitStatus.Usage, PacketNames.NoHeader(protocol));
            return Write(parsed.GetValue(output), text =>
            {
                switch (word)
                {
                    case Lua:
                        WiresharkDissector.Write(protocol, text, new WiresharkOptions { Packet = alone, Port = parsed.GetValue(port) });
                        break;
                }
            });
        });
        return command;
    }

    private static int Write(string? path, Action<TextWriter> write)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        write(text);
        if (path is null)
        {
            Console.Out.Write(text.ToString());
            return ExitStatus.Clean;
        }

        try
        {
            File.WriteAllText(path, text.ToString(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            return ExitStatus.Clean;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Failure.Say(ExitStatus.UnreadableInput, DisplayText.Escape(exception.Message));
        }
    }
}
