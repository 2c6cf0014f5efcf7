using KerberosGen.Codec;
using KerberosGen.Layout;

namespace KerberosGen.Inspection.Exports.Wireshark;

/// <summary>The checksums that a dissector can compute: those of the runtime. Others are shown, not compared.</summary>
internal static class Checksums
{
    private static readonly Dictionary<string, string> Functions = new()
    {
        [Crc16.Name] = "crc16",
        [Crc16Ccitt.Name] = "crc16_ccitt",
        [Crc32.Name] = "crc32",
        [Adler32.Name] = "adler32",
        [InternetChecksum.Name] = "internet_checksum",
    };

    public static bool IsKnown(FieldLayout row) => row.Checksum is { } checksum && Functions.ContainsKey(checksum.Name);

    public static string FunctionOf(FieldLayout row) => Functions[row.Checksum!.Name];
}
