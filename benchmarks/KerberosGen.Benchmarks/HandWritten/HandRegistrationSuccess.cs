using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace KerberosGen.Benchmarks.HandWritten;

internal struct HandRegistrationSuccess : IHandWritten<HandRegistrationSuccess>
{
    public const int Size = 16;

    public Block16 Id;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryPack(in HandRegistrationSuccess packet, Span<byte> destination, out int written)
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
    public static bool TryUnpack(ReadOnlySpan<byte> source, out HandRegistrationSuccess packet)
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
    public static void Write(in HandRegistrationSuccess packet, ref byte destination)
    {
        Unsafe.WriteUnaligned(ref destination, packet.Id);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Read(ref byte source, out HandRegistrationSuccess packet)
    {
        Unsafe.SkipInit(out packet);
        packet.Id = Unsafe.ReadUnaligned<Block16>(ref source);
    }
}
