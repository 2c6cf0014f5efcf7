using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace KerberosGen.Benchmarks.HandWritten;

internal struct HandServiceEntry : IHandWritten<HandServiceEntry>
{
    public const int Size = 277;

    public Block16 ServiceId;
    public Block255 Name;
    public Block4 Address;
    public ushort Port;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryPack(in HandServiceEntry packet, Span<byte> destination, out int written)
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
    public static bool TryUnpack(ReadOnlySpan<byte> source, out HandServiceEntry packet)
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
    public static void Write(in HandServiceEntry packet, ref byte destination)
    {
        Unsafe.WriteUnaligned(ref destination, packet.ServiceId);
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref destination, 16), packet.Name);
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref destination, 271), packet.Address);
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref destination, 275), packet.Port);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Read(ref byte source, out HandServiceEntry packet)
    {
        Unsafe.SkipInit(out packet);
        packet.ServiceId = Unsafe.ReadUnaligned<Block16>(ref source);
        packet.Name = Unsafe.ReadUnaligned<Block255>(ref Unsafe.Add(ref source, 16));
        packet.Address = Unsafe.ReadUnaligned<Block4>(ref Unsafe.Add(ref source, 271));
        packet.Port = Unsafe.ReadUnaligned<ushort>(ref Unsafe.Add(ref source, 275));
    }
}
