using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace KerberosGen.Benchmarks.HandWritten;

internal struct HandResponseHeader : IHandWritten<HandResponseHeader>
{
    public const int Size = 7;

    public byte Version;
    public ushort Code;
    public uint PayloadSize;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryPack(in HandResponseHeader packet, Span<byte> destination, out int written)
    {
        if (destination.Length < Size)
        {
            written = 0;
            return false;
        }

        Write(in packet, ref MemoryMarshal.GetReference(destination));
        written = Size;
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryUnpack(ReadOnlySpan<byte> source, out HandResponseHeader packet)
    {
        if (source.Length < Size)
        {
            packet = default;
            return false;
        }

        Read(ref MemoryMarshal.GetReference(source), out packet);
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write(in HandResponseHeader packet, ref byte destination)
    {
        destination = packet.Version;
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref destination, 1), packet.Code);
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref destination, 3), packet.PayloadSize);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Read(ref byte source, out HandResponseHeader packet)
    {
        Unsafe.SkipInit(out packet);
        packet.Version = source;
        packet.Code = Unsafe.ReadUnaligned<ushort>(ref Unsafe.Add(ref source, 1));
        packet.PayloadSize = Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref source, 3));
    }
}
