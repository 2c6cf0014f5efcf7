using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace KerberosGen.Benchmarks.HandWritten;

internal struct HandOriginalTicket : IHandWritten<HandOriginalTicket>
{
    public const int Size = 161;

    public byte Version;
    public Block16 ClientId;
    public Block16 ServiceId;
    public Block32 CreatedAt;
    public Block16 Iv;
    public Block48 SessionKey;
    public Block32 ExpiresAt;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryPack(in HandOriginalTicket packet, Span<byte> destination, out int written)
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
    public static bool TryUnpack(ReadOnlySpan<byte> source, out HandOriginalTicket packet)
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
    public static void Write(in HandOriginalTicket packet, ref byte destination)
    {
        destination = packet.Version;
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref destination, 1), packet.ClientId);
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref destination, 17), packet.ServiceId);
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref destination, 33), packet.CreatedAt);
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref destination, 65), packet.Iv);
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref destination, 81), packet.SessionKey);
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref destination, 129), packet.ExpiresAt);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Read(ref byte source, out HandOriginalTicket packet)
    {
        Unsafe.SkipInit(out packet);
        packet.Version = source;
        packet.ClientId = Unsafe.ReadUnaligned<Block16>(ref Unsafe.Add(ref source, 1));
        packet.ServiceId = Unsafe.ReadUnaligned<Block16>(ref Unsafe.Add(ref source, 17));
        packet.CreatedAt = Unsafe.ReadUnaligned<Block32>(ref Unsafe.Add(ref source, 33));
        packet.Iv = Unsafe.ReadUnaligned<Block16>(ref Unsafe.Add(ref source, 65));
        packet.SessionKey = Unsafe.ReadUnaligned<Block48>(ref Unsafe.Add(ref source, 81));
        packet.ExpiresAt = Unsafe.ReadUnaligned<Block32>(ref Unsafe.Add(ref source, 129));
    }
}
