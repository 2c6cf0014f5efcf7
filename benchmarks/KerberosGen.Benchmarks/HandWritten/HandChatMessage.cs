using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace KerberosGen.Benchmarks.HandWritten;

internal ref struct HandChatMessage : IHandWritten<HandChatMessage>
{
    public const int HeadSize = 20;

    public uint MessageSize;
    public Block16 Iv;
    public ReadOnlySpan<byte> Content;

    public static bool TryPack(in HandChatMessage packet, Span<byte> destination, out int written)
    {
        int size = HeadSize + packet.Content.Length;
        if (destination.Length < size)
        {
            written = 0;
            return false;
        }

        ref byte to = ref MemoryMarshal.GetReference(destination);
        Unsafe.WriteUnaligned(ref to, packet.Content.Length);
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref to, 4), packet.Iv);
        packet.Content.CopyTo(destination[HeadSize..]);
        written = size;
        return true;
    }

    public static bool TryUnpack(ReadOnlySpan<byte> source, out HandChatMessage packet)
    {
        if (source.Length < HeadSize)
        {
            packet = default;
            return false;
        }

        ref byte from = ref MemoryMarshal.GetReference(source);
        uint size = Unsafe.ReadUnaligned<uint>(ref from);
        if (size > (uint)(source.Length - HeadSize))
        {
            packet = default;
            return false;
        }

        Unsafe.SkipInit(out packet);
        packet.MessageSize = size;
        packet.Iv = Unsafe.ReadUnaligned<Block16>(ref Unsafe.Add(ref from, 4));
        packet.Content = source.Slice(HeadSize, (int)size);
        return true;
    }
}
