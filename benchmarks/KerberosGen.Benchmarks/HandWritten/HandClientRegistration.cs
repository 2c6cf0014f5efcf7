using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace KerberosGen.Benchmarks.HandWritten;

internal struct HandClientRegistration : IHandWritten<HandClientRegistration>
{
    public const int Size = 510;

    public Block255 Name;
    public Block255 Password;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryPack(in HandClientRegistration packet, Span<byte> destination, out int written)
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
    public static bool TryUnpack(ReadOnlySpan<byte> source, out HandClientRegistration packet)
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
    public static void Write(in HandClientRegistration packet, ref byte destination)
    {
        Unsafe.WriteUnaligned(ref destination, packet.Name);
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref destination, 255), packet.Password);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Read(ref byte source, out HandClientRegistration packet)
    {
        Unsafe.SkipInit(out packet);
        packet.Name = Unsafe.ReadUnaligned<Block255>(ref source);
        packet.Password = Unsafe.ReadUnaligned<Block255>(ref Unsafe.Add(ref source, 255));
    }
}
