using KerberosGen.Codec;
using KerberosGen.Inspection.Captures;
using KerberosGen.Inspection.Decoding;

namespace KerberosGen.Inspector.Commands;

/// <summary>`inspector decode`, once its arguments are understood.</summary>
internal static class DecodeRun
{
    public static int Run(DecodeOptions options)
    {
        if (options.Packet is null && options.Protocol is { Requests: null, Responses: null })
            return Fail(ExitStatus.Usage, PacketNames.NoHeader(options.Protocol));
        using var keys = new KeyChain();
        if (options.KeysFile is { } keysPath && !KeysFile.TryRead(keysPath, options.Protocol, keys, out string keysError))
            return Fail(ExitStatus.Usage, keysError);

        try
        {
            using Stream input = options.File is { } path ? File.OpenRead(path) : Console.OpenStandardInput();
            return Decode(input, options, new PacketDecoder(options.Protocol, keys));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return Fail(ExitStatus.UnreadableInput, DisplayText.Escape(exception.Message));
        }
    }

    private static int Decode(Stream stream, DecodeOptions options, PacketDecoder decoder)
    {
        using var output = new PacketOutput(options);
        PacketInput input = PacketInput.Open(stream, options.Format);
        try
        {
            if (input.Error is { } error)
                return Fail(ExitStatus.UnreadableInput, error);
            foreach (DecodedPacket packet in input.Packets(decoder, options))
                output.Write(packet);
        }
        catch (CaptureFormatException exception)
        {
            output.Complete();
            return Fail(ExitStatus.UnreadableInput, FormattableString.Invariant($"{exception.Message} (file offset 0x{exception.Offset:x})"));
        }

        output.Complete();
        if (input.IsCut)
            Console.Error.Write("inspector: the capture ends within a record\n");
        if (output.Count == 0)
            Console.Error.Write($"inspector: the capture holds no TCP or UDP payload{(options.Port is null ? "" : " of this port")}\n");
        return output.HasErrors || input.IsCut ? ExitStatus.DecodedWithErrors : ExitStatus.Clean;
    }

    /// <summary>Says what is wrong on standard error.</summary>
    public static int Fail(int status, string message)
    {
        Console.Error.Write($"inspector: {message}\n");
        return status;
    }
}
