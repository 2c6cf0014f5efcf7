using KerberosGen.Codec;
using KerberosGen.Inspection.Captures;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Inspection.Inputs;
using KerberosGen.Inspection.Rendering;
using KerberosGen.Inspector.Commands;

namespace KerberosGen.Inspector.Live;

/// <summary>`inspector watch FILE`, once its arguments are understood.</summary>
internal static class FollowRun
{
    public static int Run(InputRequest request, string path, KeyChain keys, LiveFormat format, RenderOptions render)
    {
        using Interrupt interruption = Interrupt.Listen();
        using var output = new LiveOutput(format, render);
        string shown = DisplayText.Escape(path);
        bool hasWaited = false;
        try
        {
            while (!interruption.Token.IsCancellationRequested && !output.IsGone)
            {
                if (!Path.Exists(path))
                {
                    if (!hasWaited)
                        Console.Error.Write($"inspector: {shown} is not there yet; Ctrl-C ends waiting\n");
                    hasWaited = true;
                    GrowingFile.Wait(interruption.Token);
                    continue;
                }

                using GrowingFile file = GrowingFile.Open(path, output.Flush, interruption.Token);
                if (!Follow(request, file, keys, output, out string error))
                {
                    output.Flush();
                    return Failure.Say(ExitStatus.UnreadableInput, $"{shown}: {error}");
                }

                if (file.IsReplaced)
                {
                    output.Flush();
                    Console.Error.Write($"inspector: {shown} was cut or replaced; reading it from its beginning\n");
                }
            }

            output.Flush();
            return output.IsGone ? ExitStatus.Clean : interruption.Status;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Failure.Say(ExitStatus.UnreadableInput, FileTrouble.Of(exception, path));
        }
    }

    private static bool Follow(InputRequest request, GrowingFile file, KeyChain keys, LiveOutput output, out string error)
    {
        error = "";
        var whole = new InputStream(file, CancellationToken.None);
        ReadOnlySpan<byte> beginning = whole.Peek(4);
        if (beginning.Length < 4)
            return true;
        if (!CaptureReader.IsPcap(beginning) && !CaptureReader.IsPcapng(beginning))
        {
            error = ForeignFormat.Describe(beginning) ?? "only captures (pcap or pcapng) can be watched";
            return false;
        }

        CaptureReader reader = CaptureReader.IsPcapng(beginning) ? CaptureReader.OpenPcapng(whole) : CaptureReader.OpenPcap(whole);
        var decoder = new CaptureDecoder(new PacketDecoder(request.Protocol, keys), request.Packet, request.Port);
        try
        {
            foreach (CapturedFrame frame in reader.ReadFrames())
            {
                foreach (DecodedPacket packet in decoder.Append(frame))
                    output.Write(packet);
                if (output.IsGone)
                    break;
            }

            return true;
        }
        catch (CaptureFormatException exception)
        {
            // A file that is cut while a record is read looks broken before it looks shorter.
            if (file.IsReplaced)
                return true;
            error = PacketInput.Describe(exception);
            return false;
        }
    }
}
