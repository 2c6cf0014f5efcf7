using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace KerberosGen.Benchmarks.HandWritten;

internal ref struct HandSubscribeRequest : IHandWritten<HandSubscribeRequest>
{
    public const int HeadSize = 26;

    public ulong Since;
    public Block16 Iv;
    public ushort Length;
    public ReadOnlySpan<byte> DisplayName;

    public static bool TryPack(in HandSubscribeRequest packet, Span<byte> destination, out int written)
    {
        int size = HeadSize + packet.DisplayName.Length;
        if (destination.Length < size)
        {
            written = 0;
            return false;
        }

        if (packet.DisplayName.Length > ushort.MaxValue)
            ThrowTooLong();
        ref byte to = ref MemoryMarshal.GetReference(destination);
        Unsafe.WriteUnaligned(ref to, packet.Since);
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref to, 8), packet.Iv);
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref to, 24), (ushort)packet.DisplayName.Length);
        packet.DisplayName.CopyTo(destination[HeadSize..]);
        written = size;
        return true;
    }

    public static bool TryUnpack(ReadOnlySpan<byte> source, out HandSubscribeRequest packet)
    {
        if (source.Length < HeadSize)
        {
            packet = default;
            return false;
        }

        ref byte from = ref MemoryMarshal.GetReference(source);
        ushort size = Unsafe.ReadUnaligned<ushort>(ref Unsafe.Add(ref from, 24));
        if (size > source.Length - HeadSize)
        {
            packet = default;
            return false;
        }

        Unsafe.SkipInit(out packet);
        packet.Since = Unsafe.ReadUnaligned<ulong>(ref from);
        packet.Iv = Unsafe.ReadUnaligned<Block16>(ref Unsafe.Add(ref from, 8));
        packet.Length = size;
        packet.DisplayName = source.Slice(HeadSize, size);
        return true;
    }

    private static void ThrowTooLong() => throw new InvalidOperationException("The display name is longer than 65535 bytes.");
}
