using System.CommandLine;
using KerberosGen.Inspector.Replaying;

namespace KerberosGen.Inspector.Commands;

/// <summary>`inspector replay`: its arguments.</summary>
internal static class ReplayCommand
{
    public static Command Create()
    {
        var input = new InputOptions("What to send: a capture, packets in any form that decode reads, or JSON that it wrote; standard input if it is missing or -.");
        var keys = new KeyOptions();
        var to = new Option<string>("--to") { Description = "Where to send: a port on loopback, or HOST:PORT; of this machine, unless --anywhere says more.", HelpName = "WHERE", Required = true };
        var anywhere = new Option<bool>("--anywhere") { Description = "Send to other machines too." };
        var udp = new Option<bool>("--udp") { Description = "Send each packet as a datagram; without this, over TCP, each in one write." };
        Option<string> send = Choices.Option("--send", "Which packets to send.", "request", "response");
        var stream = new Option<int?>("--stream") { Description = "Of a capture, send only what one connection carried.", HelpName = "N" };
        var speed = new Option<double?>("--speed") { Description = "Keep a capture's pauses, so many times faster: 1 as they were. Without this, everything at once.", HelpName = "X" };
        var timeout = new Option<double>("--timeout") { Description = "How long to wait for a connection, and for answers behind the last packet.", HelpName = "SECONDS", DefaultValueFactory = _ => 5 };
        Option<string> output = Choices.Option("--out", "How to show the answers.", "annotated", "ndjson");
        Option<string> color = Choices.Option("--color", "When to colour.", "auto", "always", "never");
        Positive(speed);
        Positive(timeout);
        var command = new Command("replay", "Sends packets that were recorded, to this machine unless told otherwise, and shows what comes back. Each connection of a capture becomes one of its own.")
        {
            to, anywhere, udp, send, stream, speed, timeout, output, color,
        };
        input.AddTo(command);
        keys.AddTo(command);
        command.SetAction(async (parsed, _) =>
        {
            if (!input.TryGet(parsed, out InputRequest request, out string error)
                || !ReplayTarget.TryFind(parsed.GetRequiredValue(to), parsed.GetValue(anywhere), out ReplayTarget target, out error)
                || !keys.TryGet(parsed, request.Protocol, out KeyChain chain, out error))
                return Failure.Say(ExitStatus.Usage, error);
            using (chain)
            {
                var show = new DecodeOptions(
                    request,
                    Choices.Parse<OutputFormat>(parsed.GetValue(output)) ?? OutputFormat.Annotated,
                    keys.ShowsSecrets(parsed),
                    Choices.Parse<ColorWhen>(parsed.GetValue(color)) ?? ColorWhen.Auto);
                return await ReplayRun.Run(
                    new ReplayOptions(
                        show,
                        target,
                        parsed.GetValue(udp),
                        Choices.Parse<PacketDirection>(parsed.GetValue(send)) ?? PacketDirection.Request,
                        parsed.GetValue(stream),
                        parsed.GetValue(speed),
                        TimeSpan.FromSeconds(parsed.GetValue(timeout))),
                    chain);
            }
        });
        return command;
    }

    private static void Positive<T>(Option<T> option) => option.Validators.Add(result =>
    {
        if (result.Tokens is [{ Value: var text }] && !(double.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out double value) && value is > 0 and <= 86400))
            result.AddError($"{option.Name} takes a number above 0, at most 86400.");
    });
}
