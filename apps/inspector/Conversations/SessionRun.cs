using System.Text;
using KerberosGen.Codec;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Inspection.Rendering;
using KerberosGen.Inspection.Sessions;
using KerberosGen.Inspector.Commands;

namespace KerberosGen.Inspector.Conversations;

/// <summary>`inspector session`, once its arguments are understood.</summary>
internal static class SessionRun
{
    public static int Run(SessionRequest request, KeyChain keys)
    {
        using Interrupt interrupt = Interrupt.Listen();
        try
        {
            using PacketInput input = PacketInput.Open(request.Input, interrupt.Token);
            return input.Error is { } error ? Failure.Say(input.ErrorStatus, error) : Draw(request, keys, input, interrupt);
        }
        catch (OperationCanceledException) when (interrupt.IsRequested)
        {
            // It was still waiting for the first bytes.
            return interrupt.Status;
        }
    }

    private static int Draw(SessionRequest request, KeyChain keys, PacketInput input, Interrupt interrupt)
    {
        if (input.Capture is not { } capture)
            return Failure.Say(ExitStatus.UnreadableInput, "a session takes a capture (pcap or pcapng): these bytes do not say who sent them; see `inspector decode`");
        using var explainer = new RefusalExplainer(keys);
        var options = new SessionOptions
        {
            Limit = request.Limit,
            Stream = request.Stream,
            Packet = request.Input.Packet,
            Port = request.Input.Port,
            Where = request.Where,
            Explain = request.Why ? packet => Explain(explainer, packet) : null,
        };
        Session session = new SessionReader(new PacketDecoder(request.Input.Protocol, keys), options).Read(CapturedUntil.Interrupted(interrupt, capture));
        if (!keys.IsEmpty)
            session = session with { Connections = new ConnectionCount(keys.Connections.Admitted, keys.Connections.Authenticated) };
        if (session.Steps.Count > 0)
        {
            string name = DisplayText.Escape(request.Input.Name);
            Write(session, request, name);
            if (request.Svg is { } path && TextOutput.Write(path, SessionSvgRenderer.Draw(session, name)) is not ExitStatus.Clean and var status)
                return status;
        }

        return interrupt.IsRequested ? interrupt.Status : StatusOf(session, input, request);
    }

    private static IReadOnlyList<string> Explain(RefusalExplainer explainer, DecodedPacket packet) =>
        explainer.Observe(packet) is { } refusal ? RefusalText.Lines(refusal) : [];

    private static void Write(Session session, SessionRequest request, string name)
    {
        using var output = new BufferedStream(StandardOutput.Open(), 64 * 1024);
        if (request.Output == SessionFormat.Json)
        {
            SessionJsonRenderer.Write(output, session);
            return;
        }

        using var text = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        if (request.Output == SessionFormat.Svg)
            text.Write(SessionSvgRenderer.Draw(session, name));
        else
            new SessionTextRenderer(text, new RenderOptions { Color = Coloring.IsWanted(request.Color, Console.IsOutputRedirected), Source = name }, Screen.Width).Write(session);
    }

    private static int StatusOf(Session session, PacketInput input, SessionRequest request)
    {
        if (session.Broken is { } broken)
            return Failure.Say(ExitStatus.UnreadableInput, PacketInput.Describe(broken));
        CaptureEnd.Say(input);
        if (session.Steps.Count == 0)
            return Failure.Say(ExitStatus.NothingMatched, NothingThere(request));
        if (session.HasMore)
            Console.Error.Write($"inspector: only the first {request.Limit} steps are shown; -n COUNT shows more, --stream NUMBER one connection\n");
        return session.HasErrors || input.IsCut ? ExitStatus.DecodedWithErrors
            : session.HasDecryptionErrors ? ExitStatus.VerificationFailed
            : ExitStatus.Clean;
    }

    private static string NothingThere(SessionRequest request) =>
        request.Stream is { } stream ? $"the capture holds no packets of stream {stream}"
        : request.Where is not null ? "no packet meets the condition"
        : CaptureEnd.Nothing(request.Input);
}
