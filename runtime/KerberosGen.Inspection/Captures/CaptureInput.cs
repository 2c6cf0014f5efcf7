using KerberosGen.Codec;

namespace KerberosGen.Inspection.Captures;

/// <summary>Reads a capture file's records from a stream, counting bytes; a size from the file is checked before memory is taken for it.</summary>
internal sealed class CaptureInput(Stream stream)
{
    /// <summary>The largest record that is believed: 256 KiB, what every capture program keeps at the most.</summary>
    public const int RecordLimit = 256 * 1024;

    public long Offset { get; private set; }

    /// <summary>Reads a declared packet; false if the file ends before or within it.</summary>
    public bool TryRead<TPacket>(out TPacket packet, out bool isCut)
        where TPacket : struct, IPacket<TPacket>
    {
        int size = TPacket.Layout.Size!.Value;
        byte[] bytes = new byte[size];
        int got = Fill(bytes);
        isCut = got > 0 && got < size;
        return TPacket.Unpack(bytes.AsSpan(0, got), out packet).IsDone;
    }

    /// <summary>Reads this many bytes, or as many as there are.</summary>
    /// <exception cref="CaptureFormatException">There cannot be that many.</exception>
    public byte[] Read(uint size, string what)
    {
        if (size > RecordLimit)
            throw new CaptureFormatException($"{what} of {size} bytes cannot be: the limit is {RecordLimit}", Offset);
        byte[] bytes = new byte[size];
        int got = Fill(bytes);
        return got == bytes.Length ? bytes : bytes[..got];
    }

    private int Fill(Span<byte> bytes)
    {
        int got = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        Offset += got;
        return got;
    }
}
