using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace KerberosGen.Benchmarks.HandWritten;

internal struct HandTicketRequest : IHandWritten<HandTicketRequest>
{
    public const int Size = 24;

    public Block16 ServiceId;
    public Block8 Nonce;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryPack(in HandTicketRequest packet, Span<byte> destination, out int written)
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
    public static bool TryUnpack(ReadOnlySpan<byte> source, out HandTicketRequest packet)
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
    public static void Write(in HandTicketRequest packet, ref byte destination)
    {
        Unsafe.WriteUnaligned(ref destination, packet.ServiceId);
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref destination, 16), packet.Nonce);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Read(ref byte source, out HandTicketRequest packet)
    {
        Unsafe.SkipInit(out packet);
        packet.ServiceId = Unsafe.ReadUnaligned<Block16>(ref source);
        packet.Nonce = Unsafe.ReadUnaligned<Block8>(ref Unsafe.Add(ref source, 16));
    }
}
