using KerberosGen.Codec;
using KerberosGen.Inspection.Captures;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Inspection.Packing;
using KerberosGen.Inspector.Commands;

namespace KerberosGen.Inspector.Packing;

/// <summary>`inspector edit`, once its arguments are understood.</summary>
internal static class EditRun
{
    public static int Run(EditOptions options, KeyChain keys)
    {
        if (BytesOutput.Problem(options.Output) is { } problem)
            return Failure.Say(ExitStatus.Usage, problem);
        using PacketSource source = PacketSource.Open(options.Input);
        if (source.Error is { } error)
            return Failure.Say(ExitStatus.UnreadableInput, error);
        using var output = new BytesOutput(options.Output);
        try
        {
            int edited = Write(source, output, options, keys);
            output.Complete();
            return edited > 0 ? ExitStatus.Clean : Failure.Say(ExitStatus.NothingMatched, NothingHas(options));
        }
        catch (CaptureFormatException exception)
        {
            output.Complete();
            return Failure.Say(ExitStatus.UnreadableInput, PacketInput.Describe(exception));
        }
        catch (PackingException exception)
        {
            // What stands in no text was said on the command line.
            return Failure.Say(exception.Line > 0 ? EncodeRun.StatusOf(exception) : ExitStatus.Usage, exception.Message);
        }
    }

    private static int Write(PacketSource source, BytesOutput output, EditOptions options, KeyChain keys)
    {
        var editor = new PacketEditor(options.Assignments, options.KeepLengths, keys);
        int edited = 0;
        foreach (DecodedPacket packet in source.Packets(new PacketDecoder(options.Input.Protocol, keys)))
        {
            if ((options.Number ?? packet.Number) == packet.Number && editor.Fits(packet))
            {
                edited++;
                output.Write(editor.Edit(packet));
            }
            else if (!options.Only)
            {
                output.Write(packet.Bytes.Span);
            }
        }

        return edited;
    }

    private static string NothingHas(EditOptions options)
    {
        string fields = string.Join(", ", options.Assignments.Select(a => DisplayText.Escape(a.Path)));
        string which = options.Number is { } number ? FormattableString.Invariant($"packet {number} is not there or has not {fields}") : $"no packet has {fields}";
        return which + "; `inspector decode` shows the fields of each";
    }
}
