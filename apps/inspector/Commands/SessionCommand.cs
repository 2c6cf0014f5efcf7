using System.CommandLine;
using KerberosGen.Inspection.Filtering;
using KerberosGen.Inspector.Conversations;
using KerberosGen.Packets;

namespace KerberosGen.Inspector.Commands;

/// <summary>`inspector session`: its arguments.</summary>
internal static class SessionCommand
{
    private const int DefaultLimit = 1000;

    public static Command Create()
    {
        var input = new InputOptions("The capture to draw, pcap or pcapng; standard input if it is missing or -.");
        var keys = new KeyOptions();
        Option<string> output = Choices.Option("--out", "How to show it.", "text", "svg", "json");
        Option<string> color = Choices.Option("--color", "When to colour.", "auto", "always", "never");
        var svg = new Option<string?>("--svg") { Description = "Draw it into this file as well.", HelpName = "FILE" };
        Option<int?> limit = CountOption.Create("The most steps to show: packets, and what happens between them, such as gaps and retransmissions.", DefaultLimit);
        var stream = new Option<int?>("--stream") { Description = "Show only this connection, by its number in the capture.", HelpName = "NUMBER" };
        var why = new Option<bool>("--why") { Description = "Say of each refusal which rule the request broke; with keys, for certain." };
        var command = new Command("session", "Draws who said what to whom in a capture, with delays, retransmissions and failures.") { output, svg, limit, stream, why, color };
        var where = new FilterOptions();
        input.AddTo(command);
        where.AddTo(command);
        keys.AddTo(command);
        command.SetAction(parsed =>
        {
            if (!input.TryGet(parsed, out InputRequest request, out string error)
                || !keys.TryGet(parsed, request.Protocol, out KeyChain chain, out error))
                return Failure.Say(ExitStatus.Usage, error);
            using (chain)
            {
                if (parsed.GetValue(why) && request.Protocol != PacketCatalog.Layout)
                    return Failure.Say(ExitStatus.Usage, "--why knows the rules of the chat protocol alone; leave it out with --spec");
                if (!where.TryGet(parsed, request, keys.ShowsSecrets(parsed), out PacketFilter? filter, out error))
                    return Failure.Say(ExitStatus.Usage, error);
                return SessionRun.Run(
                    new SessionRequest(
                        request,
                        Choices.Parse<SessionFormat>(parsed.GetValue(output)) ?? SessionFormat.Text,
                        parsed.GetValue(svg),
                        parsed.GetValue(limit) ?? DefaultLimit,
                        parsed.GetValue(stream),
                        filter,
                        parsed.GetValue(why),
                        Choices.Parse<ColorWhen>(parsed.GetValue(color)) ?? ColorWhen.Auto),
                    chain);
            }
        });
        return command;
    }
}
