using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace KerberosGen.Benchmarks.HandWritten;

internal struct HandMemberEntry : IHandWritten<HandMemberEntry>
{
    public const int Size = 279;

    public Block16 ClientId;
    public Block255 Name;
    public long JoinedAt;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryPack(in HandMemberEntry packet, Span<byte> destination, out int written)
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
    public static bool TryUnpack(ReadOnlySpan<byte> source, out HandMemberEntry packet)
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
    public static void Write(in HandMemberEntry packet, ref byte destination)
    {
        Unsafe.WriteUnaligned(ref destination, packet.ClientId);
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref destination, 16), packet.Name);
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref destination, 271), packet.JoinedAt);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Read(ref byte source, out HandMemberEntry packet)
    {
        Unsafe.SkipInit(out packet);
        packet.ClientId = Unsafe.ReadUnaligned<Block16>(ref source);
        packet.Name = Unsafe.ReadUnaligned<Block255>(ref Unsafe.Add(ref source, 16));
        packet.JoinedAt = Unsafe.ReadUnaligned<long>(ref Unsafe.Add(ref source, 271));
    }
}
