using System.CommandLine;

namespace KerberosGen.Inspector.Commands;

/// <summary>`inspector decode`: its arguments.</summary>
internal static class DecodeCommand
{
    public static Command Create()
    {
        var input = new InputOptions();
        var keys = new KeyOptions();
        Option<string> output = Choices.Option("--out", "How to show the packets.", "annotated", "json", "ndjson");
        Option<string> color = Choices.Option("--color", "When to colour.", "auto", "always", "never");
        var command = new Command("decode", "Decodes bytes or a capture and shows each packet, field by field.") { output, color };
        input.AddTo(command);
        keys.AddTo(command);
        command.SetAction(parsed =>
        {
            if (!input.TryGet(parsed, out InputRequest request, out string error)
                || !keys.TryGet(parsed, request.Protocol, out KeyChain chain, out error))
                return Failure.Say(ExitStatus.Usage, error);
            using (chain)
            {
                return DecodeRun.Run(
                    new DecodeOptions(
                        request,
                        Choices.Parse<OutputFormat>(parsed.GetValue(output)) ?? OutputFormat.Annotated,
                        keys.ShowsSecrets(parsed),
                        Choices.Parse<ColorWhen>(parsed.GetValue(color)) ?? ColorWhen.Auto),
                    chain);
            }
        });
        return command;
    }
}
