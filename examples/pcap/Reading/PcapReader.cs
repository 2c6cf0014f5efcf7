using KerberosGen.Codec;

namespace KerberosGen.Examples.Pcap;

/// <summary>Reads pcap files, record by record, so that all of a cut file is read but its last record.</summary>
internal static class PcapReader
{
    public static Capture Read(ReadOnlySpan<byte> file, PcapHeader header)
    {
        var capture = new Capture { Format = CaptureFormat.Pcap, IsBigEndian = false };
        capture.Interfaces.Add(Interface(header.Magic, header.LinkType, header.SnapLength));
        int at = PcapHeader.Size;
        while (at < file.Length)
        {
            UnpackResult result = PcapRecord.Unpack(file[at..], out PcapRecord record);
            if (!result.IsDone)
            {
                capture.Trouble = result.Describe(PcapRecord.Layout);
                break;
            }

            at += result.Consumed;
            capture.Packets.Add(Packet(capture.Interfaces[0], record.Seconds, record.Fraction, record.OriginalLength, (at - record.Data.Length)..at));
        }

        return capture;
    }

    public static Capture Read(ReadOnlySpan<byte> file, PcapHeaderBigEndian header)
    {
        var capture = new Capture { Format = CaptureFormat.Pcap, IsBigEndian = true };
        capture.Interfaces.Add(Interface(header.Magic, header.LinkType, header.SnapLength));
        int at = PcapHeaderBigEndian.Size;
        while (at < file.Length)
        {
            UnpackResult result = PcapRecordBigEndian.Unpack(file[at..], out PcapRecordBigEndian record);
            if (!result.IsDone)
            {
                capture.Trouble = result.Describe(PcapRecordBigEndian.Layout);
                break;
            }

            at += result.Consumed;
            capture.Packets.Add(Packet(capture.Interfaces[0], record.Seconds, record.Fraction, record.OriginalLength, (at - record.Data.Length)..at));
        }

        return capture;
    }

    private static CaptureInterface Interface(PcapMagic magic, LinkType linkType, uint snapLength) =>
        new(0, linkType, snapLength, new TimeResolution { Power = magic == PcapMagic.Nanoseconds ? (byte)9 : (byte)6 }, 0, null);

    private static CapturedPacket Packet(CaptureInterface captured, DateTimeOffset seconds, uint fraction, uint originalLength, Range data)
    {
        Int128 nanoseconds = captured.NanosecondsOf(fraction) + ((Int128)seconds.ToUnixTimeSeconds() * 1_000_000_000);
        return new CapturedPacket(0, nanoseconds, originalLength, data);
    }
}
