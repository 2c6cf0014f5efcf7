using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace KerberosGen.Benchmarks.HandWritten;

internal struct HandEncryptedKey : IHandWritten<HandEncryptedKey>
{
    public const int Size = 64;

    public Block16 Iv;
    public Block16 Nonce;
    public Block32 SessionKey;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryPack(in HandEncryptedKey packet, Span<byte> destination, out int written)
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
    public static bool TryUnpack(ReadOnlySpan<byte> source, out HandEncryptedKey packet)
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
    public static void Write(in HandEncryptedKey packet, ref byte destination)
    {
        Unsafe.WriteUnaligned(ref destination, packet.Iv);
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref destination, 16), packet.Nonce);
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref destination, 32), packet.SessionKey);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Read(ref byte source, out HandEncryptedKey packet)
    {
        Unsafe.SkipInit(out packet);
        packet.Iv = Unsafe.ReadUnaligned<Block16>(ref source);
        packet.Nonce = Unsafe.ReadUnaligned<Block16>(ref Unsafe.Add(ref source, 16));
        packet.SessionKey = Unsafe.ReadUnaligned<Block32>(ref Unsafe.Add(ref source, 32));
    }
}
