using KerberosGen.Codec;
using KerberosGen.Layout;

namespace KerberosGen.Inspection.Exports.Layouts;

/// <summary>The runtime's checksums by name. A file cannot carry a function, so one of the user's own is known by name only.</summary>
internal static class KnownChecksums
{
    private static readonly Dictionary<string, Func<string?, string?, ChecksumLayout>> ByName = new(StringComparer.Ordinal)
    {
        [Crc16.Name] = Checksum.Describe<Crc16>,
        [Crc16Ccitt.Name] = Checksum.Describe<Crc16Ccitt>,
        [Crc32.Name] = Checksum.Describe<Crc32>,
        [Adler32.Name] = Checksum.Describe<Adler32>,
        [InternetChecksum.Name] = Checksum.Describe<InternetChecksum>,
    };

    public static ChecksumLayout Find(string name, string? from, string? to) => ByName.TryGetValue(name, out Func<string?, string?, ChecksumLayout>? describe)
        ? describe(from, to)
        : new ChecksumLayout { Name = name, From = from, To = to, Compute = Unknown };

    /// <summary>True if nothing here can compute it.</summary>
    public static bool IsUnknown(ChecksumLayout checksum) => checksum.Compute == Unknown;

    private static ulong Unknown(ReadOnlySpan<byte> packet, int start, int end, int own, int ownSize) =>
        throw new NotSupportedException("Only the assembly that declares this checksum can compute it.");
}
