using KerberosGen.Codec;
using KerberosGen.Inspection.Captures;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Layout;
using KerberosGen.Packets;

namespace KerberosGen.Inspector.Commands;

/// <summary>`inspector decode`, once its arguments are understood.</summary>
internal static class DecodeRun
{
    public static int Run(DecodeOptions options)
    {
        PacketLayout? structure = null;
        if (options.Structure is { } name)
        {
            structure = PacketCatalog.Layout.Packets.FirstOrDefault(p => p.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
            if (structure is null)
                return Fail(ExitStatus.Usage, $"no packet is called {DisplayText.Escape(name)}; `inspector spec` lists them");
        }

        using var keys = new KeyChain();
        if (options.KeysFile is { } keysPath && !KeysFile.TryRead(keysPath, keys, out string keysError))
            return Fail(ExitStatus.Usage, keysError);

        try
        {
            using Stream input = options.File is { } path ? File.OpenRead(path) : Console.OpenStandardInput();
            return Decode(input, options, structure, new PacketDecoder(PacketCatalog.Layout, keys));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return Fail(ExitStatus.UnreadableInput, DisplayText.Escape(exception.Message));
        }
    }

    private static int Decode(Stream stream, DecodeOptions options, PacketLayout? structure, PacketDecoder decoder)
    {
        using var output = new PacketOutput(options);
        PacketInput input = PacketInput.Open(stream, options.Format);
        try
        {
            if (input.Error is { } error)
                return Fail(ExitStatus.UnreadableInput, error);
            IEnumerable<DecodedPacket> packets = structure is not null && input.Bytes is { } bytes
                ? [decoder.DecodeStructure(bytes, structure)]
                : input.Packets(decoder, options.Direction);
            foreach (DecodedPacket packet in packets)
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
            Console.Error.Write("inspector: the capture holds no TCP or UDP payload\n");
        return output.HasErrors || input.IsCut ? ExitStatus.DecodedWithErrors : ExitStatus.Clean;
    }

    private static int Fail(int status, string message)
    {
        Console.Error.Write($"inspector: {message}\n");
        return status;
    }
}
