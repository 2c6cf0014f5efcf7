using System.CommandLine;
using KerberosGen.Codec;
using KerberosGen.Inspection.Inputs;

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
        var structure = new Option<string?>("--as") { Description = "Decode one structure without a header, such as Ticket.", HelpName = "NAME" };
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
            file, input, direction, structure, output, keys, showSecrets, color,
        };
        command.SetAction(parsed => DecodeRun.Run(new DecodeOptions(
            parsed.GetValue(file) is { } path && path != "-" ? path : null,
            Parse<InputFormat>(parsed.GetValue(input)),
            Parse<PacketDirection>(parsed.GetValue(direction)),
            parsed.GetValue(structure),
            Parse<OutputFormat>(parsed.GetValue(output)) ?? OutputFormat.Annotated,
            parsed.GetValue(keys),
            parsed.GetValue(showSecrets),
            Parse<ColorWhen>(parsed.GetValue(color)) ?? ColorWhen.Auto)));
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
