using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace KerberosGen.Benchmarks.HandWritten;

internal ref struct HandRoomEvent : IHandWritten<HandRoomEvent>
{
    public const int HeadSize = 53;

    public ulong Sequence;
    public long Time;
    public byte Kind;
    public Block16 ClientId;
    public Block16 Iv;
    public uint Length;
    public ReadOnlySpan<byte> Content;

    public static bool TryPack(in HandRoomEvent packet, Span<byte> destination, out int written)
    {
        int size = HeadSize + packet.Content.Length;
        if (destination.Length < size)
        {
            written = 0;
            return false;
        }

        ref byte to = ref MemoryMarshal.GetReference(destination);
        Unsafe.WriteUnaligned(ref to, packet.Sequence);
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref to, 8), packet.Time);
        Unsafe.Add(ref to, 16) = packet.Kind;
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref to, 17), packet.ClientId);
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref to, 33), packet.Iv);
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref to, 49), packet.Content.Length);
        packet.Content.CopyTo(destination[HeadSize..]);
        written = size;
        return true;
    }

    public static bool TryUnpack(ReadOnlySpan<byte> source, out HandRoomEvent packet)
    {
        if (source.Length < HeadSize)
        {
            packet = default;
            return false;
        }

        ref byte from = ref MemoryMarshal.GetReference(source);
        uint size = Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref from, 49));
        if (size > (uint)(source.Length - HeadSize))
        {
            packet = default;
            return false;
        }

        Unsafe.SkipInit(out packet);
        packet.Sequence = Unsafe.ReadUnaligned<ulong>(ref from);
        packet.Time = Unsafe.ReadUnaligned<long>(ref Unsafe.Add(ref from, 8));
        packet.Kind = Unsafe.Add(ref from, 16);
        packet.ClientId = Unsafe.ReadUnaligned<Block16>(ref Unsafe.Add(ref from, 17));
        packet.Iv = Unsafe.ReadUnaligned<Block16>(ref Unsafe.Add(ref from, 33));
        packet.Length = size;
        packet.Content = source.Slice(HeadSize, (int)size);
        return true;
    }
}
