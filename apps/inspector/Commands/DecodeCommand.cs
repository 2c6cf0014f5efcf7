using System.CommandLine;
using KerberosGen.Inspection.Filtering;

namespace KerberosGen.Inspector.Commands;

/// <summary>`inspector decode`: its arguments.</summary>
internal static class DecodeCommand
{
    public static Command Create()
    {
        var input = new InputOptions();
        var keys = new KeyOptions();
        var filter = new FilterOptions();
        var offset = new ByteOffsetOption();
        Option<string> output = Choices.Option("--out", "How to show the packets; none only checks them.", "annotated", "tree", "line", "json", "ndjson", "csv", "none");
        var fields = new Option<string?>("--fields") { Description = "Show only these, in line, csv, json and ndjson: number,time,code,services[*].name.", HelpName = "A,B,..." };
        Option<int?> count = CountOption.Create("Stop after this many packets were shown; the rest of the input is not read.");
        Option<string> color = Choices.Option("--color", "When to colour.", "auto", "always", "never");
        var command = new Command("decode", "Decodes bytes or a capture and shows each packet, field by field.") { output, fields, count, color };
        input.AddTo(command);
        offset.AddTo(command);
        filter.AddTo(command);
        keys.AddTo(command);
        command.SetAction(parsed =>
        {
            OutputFormat format = Choices.Parse<OutputFormat>(parsed.GetValue(output)) ?? OutputFormat.Annotated;
            if (!input.TryGet(parsed, out InputRequest request, out string error)
                || !TryGetFields(parsed.GetValue(fields), format, request, out FieldSelection? selection, out error)
                || !filter.TryGet(parsed, request, keys.ShowsSecrets(parsed), out PacketFilter? where, out error)
                || !keys.TryGet(parsed, request.Protocol, out KeyChain chain, out error))
                return Failure.Say(ExitStatus.Usage, error);
            using (chain)
            {
                var options = new DecodeOptions(
                    request with { Offset = offset.Get(parsed) }, format, keys.ShowsSecrets(parsed), Choices.Parse<ColorWhen>(parsed.GetValue(color)) ?? ColorWhen.Auto)
                {
                    Where = where,
                    Fields = selection,
                    Count = parsed.GetValue(count),
                };
                return DecodeRun.Run(options, chain);
            }
        });
        return command;
    }

    private static bool TryGetFields(string? text, OutputFormat format, InputRequest request, out FieldSelection? selection, out string error)
    {
        selection = null;
        error = "";
        if (text is null)
            return true;
        if (format is OutputFormat.Annotated or OutputFormat.Tree or OutputFormat.None)
            error = $"--fields chooses what --out line, csv, json and ndjson show; {format.ToString().ToLowerInvariant()} shows every field or none";
        else if (!FieldSelection.TryParse(text, request.Protocol, request.Packet, out selection, out FilterError? wrong))
            error = wrong.Describe("--fields", text);
        return error.Length == 0;
    }
}
