using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace KerberosGen.Benchmarks.HandWritten;

internal struct HandRequestHeader : IHandWritten<HandRequestHeader>
{
    public const int Size = 23;

    public Block16 ClientId;
    public byte Version;
    public ushort Code;
    public uint PayloadSize;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryPack(in HandRequestHeader packet, Span<byte> destination, out int written)
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
    public static bool TryUnpack(ReadOnlySpan<byte> source, out HandRequestHeader packet)
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
    public static void Write(in HandRequestHeader packet, ref byte destination)
    {
        Unsafe.WriteUnaligned(ref destination, packet.ClientId);
        Unsafe.Add(ref destination, 16) = packet.Version;
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref destination, 17), packet.Code);
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref destination, 19), packet.PayloadSize);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Read(ref byte source, out HandRequestHeader packet)
    {
        Unsafe.SkipInit(out packet);
        packet.ClientId = Unsafe.ReadUnaligned<Block16>(ref source);
        packet.Version = Unsafe.Add(ref source, 16);
        packet.Code = Unsafe.ReadUnaligned<ushort>(ref Unsafe.Add(ref source, 17));
        packet.PayloadSize = Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref source, 19));
    }
}
