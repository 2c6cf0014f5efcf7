using System.CommandLine;
using KerberosGen.Inspector.Packing;
using KerberosGen.Layout;

namespace KerberosGen.Inspector.Commands;

/// <summary>`inspector encode`: its arguments.</summary>
internal static class EncodeCommand
{
    public static Command Create()
    {
        Argument<string?> file = InputOptions.FileArgument("FILE", "JSON as decode writes it (--out json or ndjson), or a person; standard input if it is missing or -.");
        var spec = new SpecOptions();
        Option<string> output = OutputOption();
        Option<string> direction = Choices.Option("--direction", "Take only packets that travel this way.", "both", "request", "response");
        var stream = new Option<int?>("--stream") { Description = "Of a capture's packets, take those of one connection.", HelpName = "N" };
        var fix = new Option<bool>("--fix")
        {
            Description = "Put right what follows from other fields (payload size, lengths, counts, checksums, constants), whatever the JSON says; without this, only what it leaves out.",
        };
        var command = new Command(
            "encode",
            "Makes bytes of JSON. What decode --show-secrets wrote comes back byte for byte. A person writes {\"name\": ..., \"header\": {...}, \"fields\": {...}} and may leave out code, payload size, lengths, counts, checksums and constants.")
        {
            file, output, fix, stream, direction,
        };
        spec.AddTo(command);
        command.SetAction(parsed =>
        {
            if (!spec.TryGet(parsed, out ProtocolLayout protocol, out string error))
                return Failure.Say(ExitStatus.Usage, error);
            return EncodeRun.Run(new EncodeOptions(
                parsed.GetValue(file) is { } path && path != "-" ? path : null,
                protocol,
                Choices.Parse<BytesFormat>(parsed.GetValue(output)) ?? BytesFormat.Raw,
                parsed.GetValue(fix),
                parsed.GetValue(stream),
                Choices.Parse<PacketDirection>(parsed.GetValue(direction))));
        });
        return command;
    }

    /// <summary>How bytes are written.</summary>
    public static Option<string> OutputOption() => Choices.Option("--out", "How to write the bytes; raw is not for a terminal.", "raw", "hex", "base64");
}
