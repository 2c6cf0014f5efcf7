using System.CommandLine;
using KerberosGen.Inspection.Rendering;
using KerberosGen.Inspector.Live;
using KerberosGen.Layout;

namespace KerberosGen.Inspector.Commands;

/// <summary>`inspector proxy`: its arguments.</summary>
internal static class ProxyCommand
{
    public static Command Create()
    {
        var listen = new Option<string>("--listen") { Description = "Where clients connect to: a port on loopback, or ADDRESS:PORT; port 0 takes a free one.", HelpName = "WHERE", Required = true };
        var target = new Option<string>("--to") { Description = "Where the server is: a port on loopback, or HOST:PORT.", HelpName = "WHERE", Required = true };
        var udp = new Option<bool>("--udp") { Description = "Pass on UDP datagrams instead of TCP connections." };
        var record = new Option<string?>("--record") { Description = "Record what passes into this pcapng file, which is written anew.", HelpName = "FILE" };
        var packet = new Option<string?>("--packet", "--as") { Description = "Decode packets that stand without a header.", HelpName = "NAME" };
        Option<string> output = Choices.Option("--out", "How to show the packets.", "annotated", "ndjson", "none");
        Option<string> color = Choices.Option("--color", "When to colour.", "auto", "always", "never");
        var spec = new SpecOptions();
        var keys = new KeyOptions();
        var command = new Command("proxy", "Stands between a client and a server, passes everything on unchanged, decodes it live and records it.")
        {
            listen, target, udp, record, packet, output, color,
        };
        spec.AddTo(command);
        keys.AddTo(command);
        // Not an asynchronous action: for one, the command line's library takes Ctrl-C for itself.
        command.SetAction(parsed =>
        {
            PacketLayout? layout = null;
            if (!spec.TryGet(parsed, out ProtocolLayout protocol, out string error)
                || (parsed.GetValue(packet) is { } name && !PacketNames.TryFind(protocol, name, out layout, out error))
                || !keys.TryGet(parsed, protocol, out KeyChain chain, out error))
                return Failure.Say(ExitStatus.Usage, error);
            using (chain)
            {
                if (layout is null && protocol is { Requests: null, Responses: null })
                    return Failure.Say(ExitStatus.Usage, PacketNames.NoHeader(protocol));
                string? file = parsed.GetValue(record);
                var render = new RenderOptions
                {
                    ShowSecrets = keys.ShowsSecrets(parsed),
                    Source = file is null ? "proxy" : Path.GetFileName(file),
                    Color = Coloring.IsWanted(Choices.Parse<ColorWhen>(parsed.GetValue(color)) ?? ColorWhen.Auto, Console.IsOutputRedirected),
                };
                return ProxyRun.Run(
                    new ProxyRequest(
                        parsed.GetValue(listen)!, parsed.GetValue(target)!, parsed.GetValue(udp), file, protocol, layout,
                        Choices.Parse<LiveFormat>(parsed.GetValue(output)) ?? LiveFormat.Annotated, render),
                    chain).GetAwaiter().GetResult();
            }
        });
        return command;
    }
}
