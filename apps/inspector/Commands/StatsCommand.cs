using System.CommandLine;
using KerberosGen.Inspector.Conversations;

namespace KerberosGen.Inspector.Commands;

/// <summary>`inspector stats`: its arguments.</summary>
internal static class StatsCommand
{
    public static Command Create()
    {
        var input = new InputOptions("The capture to count, pcap or pcapng; standard input if it is missing or -.");
        Option<string> output = Choices.Option("--out", "How to show them.", "table", "json", "csv", "svg");
        Option<string> color = Choices.Option("--color", "When to colour.", "auto", "always", "never");
        var svg = new Option<string?>("--svg") { Description = "Draw response times, and packets over time, into this file as well.", HelpName = "FILE" };
        var command = new Command("stats", "Counts a capture's packets and bytes by code and by peer, and how long answers take.") { output, svg, color };
        input.AddTo(command);
        command.SetAction(parsed => input.TryGet(parsed, out InputRequest request, out string error)
            ? StatsRun.Run(
                request,
                Choices.Parse<StatsFormat>(parsed.GetValue(output)) ?? StatsFormat.Table,
                parsed.GetValue(svg),
                Choices.Parse<ColorWhen>(parsed.GetValue(color)) ?? ColorWhen.Auto)
            : Failure.Say(ExitStatus.Usage, error));
        return command;
    }
}
