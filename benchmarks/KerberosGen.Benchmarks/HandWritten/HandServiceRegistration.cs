using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace KerberosGen.Benchmarks.HandWritten;

internal struct HandServiceRegistration : IHandWritten<HandServiceRegistration>
{
    public const int Size = 287;

    public Block255 Name;
    public Block32 Key;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryPack(in HandServiceRegistration packet, Span<byte> destination, out int written)
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
    public static bool TryUnpack(ReadOnlySpan<byte> source, out HandServiceRegistration packet)
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
    public static void Write(in HandServiceRegistration packet, ref byte destination)
    {
        Unsafe.WriteUnaligned(ref destination, packet.Name);
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref destination, 255), packet.Key);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Read(ref byte source, out HandServiceRegistration packet)
    {
        Unsafe.SkipInit(out packet);
        packet.Name = Unsafe.ReadUnaligned<Block255>(ref source);
        packet.Key = Unsafe.ReadUnaligned<Block32>(ref Unsafe.Add(ref source, 255));
    }
}
