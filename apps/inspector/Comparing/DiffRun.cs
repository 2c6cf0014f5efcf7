using System.Text;
using KerberosGen.Inspection.Captures;
using KerberosGen.Inspection.Comparing;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Inspection.Packing;
using KerberosGen.Inspection.Rendering;
using KerberosGen.Inspector.Commands;
using KerberosGen.Inspector.Packing;

namespace KerberosGen.Inspector.Comparing;

/// <summary>`inspector diff`, once its arguments are understood. Both inputs' packets are held.</summary>
internal static class DiffRun
{
    public static int Run(DiffOptions options, KeyChain keys)
    {
        if (!TryRead(options.A, keys, out List<DecodedPacket> a, out int status) || !TryRead(options.B, keys, out List<DecodedPacket> b, out status))
            return status;
        var comparer = new FieldComparer(options.Ignored);
        List<Comparison> comparisons =
        [
            .. PacketAligner.Align(a, b).Select(pair => new Comparison(pair, pair is { A: { } left, B: { } right, IsSame: false } ? comparer.Compare(left, right) : [])),
        ];
        using var output = new BufferedStream(StandardOutput.Open(), 64 * 1024);
        if (options.AsJson)
            new DiffJsonRenderer(options.ShowSecrets).Write(output, comparisons);
        else
            Write(output, options, comparisons);
        output.Flush();
        return comparisons.TrueForAll(c => c.Change == PacketChange.Same) ? ExitStatus.Clean : ExitStatus.DecodedWithErrors;
    }

    private static void Write(Stream output, DiffOptions options, List<Comparison> comparisons)
    {
        using var text = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        var renderer = new DiffRenderer(
            text, new RenderOptions { ShowSecrets = options.ShowSecrets, Color = Coloring.IsWanted(options.Color, Console.IsOutputRedirected) });
        foreach (Comparison comparison in comparisons)
            renderer.Write(comparison);
        renderer.WriteSummary(comparisons);
    }

    private static bool TryRead(InputRequest request, KeyChain keys, out List<DecodedPacket> packets, out int status)
    {
        packets = [];
        status = ExitStatus.UnreadableInput;
        using PacketSource source = PacketSource.Open(request);
        try
        {
            if (source.Error is not { } error)
            {
                packets = [.. source.Packets(new PacketDecoder(request.Protocol, keys))];
                return true;
            }

            Failure.Say(status, $"{request.Name}: {error}");
        }
        catch (CaptureFormatException exception)
        {
            Failure.Say(status, $"{request.Name}: {PacketInput.Describe(exception)}");
        }
        catch (PackingException exception)
        {
            status = Failure.Say(EncodeRun.StatusOf(exception), $"{request.Name}: {exception.Message}");
        }

        return false;
    }
}
