using System.CommandLine;
using System.Text;
using KerberosGen.Inspection.Candidates;
using KerberosGen.Inspection.Inputs;
using KerberosGen.Inspection.Rendering;
using KerberosGen.Layout;

namespace KerberosGen.Inspector.Commands;

/// <summary>`inspector which`: what unlabelled bytes could be.</summary>
internal static class WhichCommand
{
    private const int DefaultCount = 5;

    public static Command Create()
    {
        Argument<string?> file = InputOptions.FileArgument("FILE", "The bytes; standard input if it is missing or -.");
        Option<string> format = Choices.Option("--in", "How the input holds its bytes.", "auto", "raw", "hex", "base64");
        Option<string> output = Choices.Option("--out", "How to show it.", "text", "json");
        Option<string> color = Choices.Option("--color", "When to colour.", "auto", "always", "never");
        Option<int?> count = CountOption.Create("How many of them to show.", DefaultCount);
        var spec = new SpecOptions();
        var keys = new KeyOptions();
        var command = new Command("which", "Says what packets unlabelled bytes could be, ranked by how far each decodes and how well it agrees.") { file, format, count, output, color };
        spec.AddTo(command);
        keys.AddTo(command);
        command.SetAction(parsed =>
        {
            if (!spec.TryGet(parsed, out ProtocolLayout protocol, out string error)
                || !keys.TryGet(parsed, protocol, out KeyChain chain, out error))
                return Failure.Say(ExitStatus.Usage, error);
            using (chain)
            {
                string? path = parsed.GetValue(file) is { } name && name != "-" ? name : null;
                var request = new InputRequest(path, Choices.Parse<InputFormat>(parsed.GetValue(format)), null, protocol, null, null);
                return Run(
                    request, chain, parsed.GetValue(count) ?? DefaultCount, parsed.GetValue(output) == "json",
                    Coloring.IsWanted(Choices.Parse<ColorWhen>(parsed.GetValue(color)) ?? ColorWhen.Auto, Console.IsOutputRedirected));
            }
        });
        return command;
    }

    private static int Run(InputRequest request, KeyChain keys, int count, bool asJson, bool color)
    {
        using PacketInput input = PacketInput.Open(request);
        if (input.Error is { } error)
            return Failure.Say(ExitStatus.UnreadableInput, error);
        if (input.Capture is not null)
            return Failure.Say(ExitStatus.UnreadableInput, "this is a capture, which says itself where packets stand; see `inspector decode`");
        IReadOnlyList<Candidate> candidates = new CandidateFinder(request.Protocol, keys).Find(input.Bytes);
        if (candidates.Count == 0)
            return Failure.Say(ExitStatus.NothingMatched, FormattableString.Invariant($"no packet of {request.Protocol.Name} explains these {input.Bytes.Length} bytes; another protocol's are named with --spec"));
        using var output = new BufferedStream(StandardOutput.Open());
        if (asJson)
        {
            CandidateRenderer.WriteJson(output, candidates, count);
            return ExitStatus.Clean;
        }

        using var text = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        CandidateRenderer.Write(text, candidates, count, color);
        return ExitStatus.Clean;
    }
}
