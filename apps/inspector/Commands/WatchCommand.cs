using System.CommandLine;
using KerberosGen.Inspection.Rendering;
using KerberosGen.Inspector.Live;

namespace KerberosGen.Inspector.Commands;

/// <summary>`inspector watch`: its arguments.</summary>
internal static class WatchCommand
{
    public static Command Create()
    {
        var input = new InputOptions("The capture to follow while it is written, pcap or pcapng: a file, not standard input.");
        var keys = new KeyOptions();
        Option<string> output = Choices.Option("--out", "How to show the packets.", "annotated", "line", "ndjson", "none");
        Option<string> color = Choices.Option("--color", "When to colour.", "auto", "always", "never");
        var command = new Command("watch", "Follows a capture that is being written, and decodes it as it grows, until Ctrl-C.") { output, color };
        input.AddTo(command);
        keys.AddTo(command);
        command.SetAction(parsed =>
        {
            if (!input.TryGet(parsed, out InputRequest request, out string error)
                || !keys.TryGet(parsed, request.Protocol, out KeyChain chain, out error))
                return Failure.Say(ExitStatus.Usage, error);
            using (chain)
            {
                if (request.File is not { } path)
                    return Failure.Say(ExitStatus.Usage, "watching takes a file; `inspector decode` reads standard input as it comes");
                var render = new RenderOptions
                {
                    ShowSecrets = keys.ShowsSecrets(parsed),
                    Source = request.Name,
                    Color = Coloring.IsWanted(Choices.Parse<ColorWhen>(parsed.GetValue(color)) ?? ColorWhen.Auto, Console.IsOutputRedirected),
                };
                return FollowRun.Run(request, path, chain, Choices.Parse<LiveFormat>(parsed.GetValue(output)) ?? LiveFormat.Annotated, render);
            }
        });
        return command;
    }
}
