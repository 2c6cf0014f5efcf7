using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace KerberosGen.Benchmarks.HandWritten;

internal struct HandAuthenticator : IHandWritten<HandAuthenticator>
{
    public const int Size = 128;

    public Block16 Iv;
    public Block16 Version;
    public Block32 ClientId;
    public Block32 ServiceId;
    public Block32 CreatedAt;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryPack(in HandAuthenticator packet, Span<byte> destination, out int written)
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
    public static bool TryUnpack(ReadOnlySpan<byte> source, out HandAuthenticator packet)
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
    public static void Write(in HandAuthenticator packet, ref byte destination)
    {
        Unsafe.WriteUnaligned(ref destination, packet.Iv);
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref destination, 16), packet.Version);
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref destination, 32), packet.ClientId);
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref destination, 64), packet.ServiceId);
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref destination, 96), packet.CreatedAt);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Read(ref byte source, out HandAuthenticator packet)
    {
        Unsafe.SkipInit(out packet);
        packet.Iv = Unsafe.ReadUnaligned<Block16>(ref source);
        packet.Version = Unsafe.ReadUnaligned<Block16>(ref Unsafe.Add(ref source, 16));
        packet.ClientId = Unsafe.ReadUnaligned<Block32>(ref Unsafe.Add(ref source, 32));
        packet.ServiceId = Unsafe.ReadUnaligned<Block32>(ref Unsafe.Add(ref source, 64));
        packet.CreatedAt = Unsafe.ReadUnaligned<Block32>(ref Unsafe.Add(ref source, 96));
    }
}
