using KerberosGen.Inspection.Captures;
using KerberosGen.Inspection.Decoding;

namespace KerberosGen.Inspector.Commands;

/// <summary>`inspector decode`, once its arguments are understood.</summary>
internal static class DecodeRun
{
    public static int Run(DecodeOptions options, KeyChain keys)
    {
        using PacketInput input = PacketInput.Open(options.Input);
        if (input.Error is { } error)
            return Failure.Say(ExitStatus.UnreadableInput, error);
        using var output = new PacketOutput(options);
        try
        {
            foreach (DecodedPacket packet in input.Packets(new PacketDecoder(options.Input.Protocol, keys)))
                output.Write(packet);
        }
        catch (CaptureFormatException exception)
        {
            output.Complete();
            return Failure.Say(ExitStatus.UnreadableInput, PacketInput.Describe(exception));
        }

        output.Complete();
        if (input.IsCut)
            Console.Error.Write("inspector: the capture ends within a record\n");
        if (output.Count == 0)
            Console.Error.Write($"inspector: the capture holds no TCP or UDP payload{(options.Input.Port is null ? "" : " of this port")}\n");
        return output.HasErrors || input.IsCut ? ExitStatus.DecodedWithErrors
            : output.HasFailedVerification ? ExitStatus.VerificationFailed
            : ExitStatus.Clean;
    }
}
