using KerberosGen.Codec;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Inspection.Packing;
using KerberosGen.Inspector.Commands;

namespace KerberosGen.Inspector.Packing;

/// <summary>`inspector encode`, once its arguments are understood.</summary>
internal static class EncodeRun
{
    public static int Run(EncodeOptions options)
    {
        if (BytesOutput.Problem(options.Output) is { } problem)
            return Failure.Say(ExitStatus.Usage, problem);
        string name = options.File is { } file ? Path.GetFileName(file) : "stdin";
        Stream input;
        try
        {
            input = options.File is { } path ? File.OpenRead(path) : StandardInput.Open();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return Failure.Say(ExitStatus.UnreadableInput, FileTrouble.Of(exception, options.File));
        }

        using (input)
            return Write(input, DisplayText.Escape(name), options);
    }

    /// <summary>What to answer for JSON that makes no packet: a secret that was left out is for the caller to bring.</summary>
    public static int StatusOf(PackingException exception) => exception.Id == FindingIds.Redacted ? ExitStatus.Usage : ExitStatus.UnreadableInput;

    private static int Write(Stream input, string name, EncodeOptions options)
    {
        using var output = new BytesOutput(options.Output);
        var packer = new PacketPacker(options.Protocol, keepsDerived: !options.Fix);
        int count = 0;
        try
        {
            foreach (JsonPacket packet in new JsonPacketReader(input).Packets())
            {
                if ((options.Stream is { } stream && packet.Stream != stream) || (options.Direction is { } direction && packet.Direction != direction))
                    continue;
                count++;
                PackedPacket packed = packer.Pack(packet);
                if (packed.Warning is { } warning)
                    Console.Error.Write($"inspector: warning: {name}: {warning.Message}\n");
                output.Write(packed.Bytes.Span);
            }
        }
        catch (PackingException exception)
        {
            output.Complete();
            return Failure.Say(StatusOf(exception), $"{name}: {exception.Message}");
        }

        output.Complete();
        return count > 0 ? ExitStatus.Clean : Failure.Say(ExitStatus.NothingMatched, $"{name} holds no packet{(options.Stream is null && options.Direction is null ? "" : " of this stream and direction")}");
    }
}
