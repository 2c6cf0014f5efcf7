using KerberosGen.Inspection.Captures;
using KerberosGen.Inspection.Decoding;

namespace KerberosGen.Inspector.Commands;

/// <summary>`inspector decode`, once its arguments are understood.</summary>
internal static class DecodeRun
{
    /// <exception cref="IOException">Standard output cannot be written; nobody reads it any more, for one.</exception>
    public static int Run(DecodeOptions options, KeyChain keys)
    {
        using Interrupt interrupt = Interrupt.Listen();
        try
        {
            using PacketInput input = PacketInput.Open(options.Input, interrupt.Token);
            return input.Error is { } error ? Failure.Say(input.ErrorStatus, error) : Decode(options, keys, input, interrupt);
        }
        catch (OperationCanceledException) when (interrupt.IsRequested)
        {
            // It was still waiting for the first bytes: nothing was begun that would have to be ended.
            return interrupt.Status;
        }
    }

    private static int Decode(DecodeOptions options, KeyChain keys, PacketInput input, Interrupt interrupt)
    {
        using ProgressBar? progress = ProgressBar.Begin(() => input.Position, input.Size, writesPackets: options.Output != OutputFormat.None);
        using var output = new PacketOutput(options, progress);
        input.BeforeWaiting(output.Flush);
        string? broken = null;
        try
        {
            var decoder = new PacketDecoder(options.Input.Protocol, keys);
            if (!options.NeedsTree && options.Input.Packet is null && keys.IsEmpty)
                input.SendTo(output.ToSink(options, decoder), decoder);
            else
                Show(options, input.Packets(decoder), output, interrupt);
        }
        catch (CaptureFormatException exception)
        {
            broken = PacketInput.Describe(exception);
        }
        catch (InvalidDataException exception)
        {
            broken = exception.Message;
        }
        catch (OperationCanceledException) when (interrupt.IsRequested)
        {
            // What was decoded is written out below.
        }

        output.Complete();
        progress?.Dispose();
        return broken is not null ? Failure.Say(ExitStatus.UnreadableInput, broken)
            : interrupt.IsRequested ? interrupt.Status
            : StatusOf(options, input, output);
    }

    private static void Show(DecodeOptions options, IEnumerable<DecodedPacket> packets, PacketOutput output, Interrupt interrupt)
    {
        foreach (DecodedPacket packet in packets)
        {
            if (interrupt.IsRequested)
                return;
            if (options.Where is { } filter && !filter.Matches(packet))
                continue;
            output.Write(packet);
            if (output.Count == options.Count)
                return;
        }
    }

    private static int StatusOf(DecodeOptions options, PacketInput input, PacketOutput output)
    {
        CaptureEnd.Say(input);
        if (output.Count == 0)
        {
            if (options.Where is null)
                CaptureEnd.SayWhatElse(input);
            return Failure.Say(input.IsCut ? ExitStatus.DecodedWithErrors : ExitStatus.NothingMatched, WhyNothing(options));
        }

        return output.HasErrors || input.IsCut ? ExitStatus.DecodedWithErrors
            : output.HasFailedVerification ? ExitStatus.VerificationFailed
            : ExitStatus.Clean;
    }

    private static string WhyNothing(DecodeOptions options) => options.Where is not null
        ? "no packet matches --where"
        : CaptureEnd.Nothing(options.Input);
}
