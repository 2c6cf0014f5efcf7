using KerberosGen.Inspection.Captures;

namespace KerberosGen.Inspection.Inputs;

/// <summary>Tells from an input's bytes how it holds the bytes of packets.</summary>
public static class InputDetector
{
    /// <summary>
    /// The format: captures by their first bytes; then hex, if all of it is hex digits and what may stand between them; then
    /// base64, if all of it is; otherwise raw.
    /// </summary>
    /// <param name="input">All of the input.</param>
    public static InputFormat Detect(ReadOnlySpan<byte> input)
    {
        if (CaptureReader.IsPcap(input))
            return InputFormat.Pcap;
        if (CaptureReader.IsPcapng(input))
            return InputFormat.Pcapng;
        if (InputText.TryParseHex(input, out byte[] hex, out _) && hex.Length > 0)
            return InputFormat.Hex;
        return InputText.TryParseBase64(input, out byte[] bytes, out _) && bytes.Length > 0 ? InputFormat.Base64 : InputFormat.Raw;
    }
}
