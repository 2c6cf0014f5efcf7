using System.Buffers;
using KerberosGen.Inspection.Captures;

namespace KerberosGen.Inspection.Inputs;

/// <summary>Tells from an input's bytes how it holds the bytes of packets.</summary>
public static class InputDetector
{
    // No text that holds bytes has them; ESC colours some.
    private static readonly SearchValues<byte> Controls =
        SearchValues.Create([.. Enumerable.Range(0, 32).Select(b => (byte)b).Except("\t\n\v\f\r\e"u8.ToArray())]);

    /// <summary>
    /// The format: captures by their first bytes; then dumps, by lines that begin with offsets which agree; then hex, if all of it is
    /// hex digits and what may stand between them; then base64, if all of it is; otherwise raw.
    /// </summary>
    /// <param name="input">All of the input.</param>
    public static InputFormat Detect(ReadOnlySpan<byte> input)
    {
        if (DetectEarly(input) is { } known)
            return known;
        if (DetectDump(input) is { } dump)
            return dump;
        if (InputText.TryParseHex(input, out byte[] hex, out _) && hex.Length > 0)
            return InputFormat.Hex;
        return InputText.TryParseBase64(input, out byte[] bytes, out _) && bytes.Length > 0 ? InputFormat.Base64 : InputFormat.Raw;
    }

    /// <summary>The format, if the first bytes tell: a capture, or raw bytes where a control character stands; otherwise null.</summary>
    /// <param name="beginning">The first bytes of the input.</param>
    public static InputFormat? DetectEarly(ReadOnlySpan<byte> beginning)
    {
        if (CaptureReader.IsPcap(beginning))
            return InputFormat.Pcap;
        if (CaptureReader.IsPcapng(beginning))
            return InputFormat.Pcapng;
        return beginning.ContainsAny(Controls) ? InputFormat.Raw : null;
    }

    private static InputFormat? DetectDump(ReadOnlySpan<byte> input)
    {
        if (input.IndexOf("0x0000: "u8) >= 0)
            return InputFormat.Tcpdump;
        DumpLine first = DumpLine.First(input);
        if (first is { Kind: DumpLineKind.Data, HasColon: true, Offset.Length: >= 7, Bytes.Length: > 0 })
            return InputFormat.Xxd;
        if (first is { Kind: DumpLineKind.Data, HasColon: false } && DumpText.IsDump(input))
            return InputFormat.Hexdump;
        if ((first.HasText || first.Kind == DumpLineKind.Other) && FrameDump.HasFrames(input))
            return InputFormat.Tcpdump;
        // A broken dump is told of as one.
        if (first is { Kind: DumpLineKind.Data, HasText: true, Offset.Length: 8, Bytes.Length: > 0 })
            return InputFormat.Hexdump;
        return input.IndexOf("[] = {"u8) >= 0 ? InputFormat.Xxd : null;
    }
}
