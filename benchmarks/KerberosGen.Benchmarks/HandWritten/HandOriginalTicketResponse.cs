using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace KerberosGen.Benchmarks.HandWritten;

internal struct HandOriginalTicketResponse : IHandWritten<HandOriginalTicketResponse>
{
    public const int Size = 257;

    public Block16 ClientId;
    public HandOriginalEncryptedKey EncryptedKey;
    public HandOriginalTicket Ticket;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryPack(in HandOriginalTicketResponse packet, Span<byte> destination, out int written)
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
    public static bool TryUnpack(ReadOnlySpan<byte> source, out HandOriginalTicketResponse packet)
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
    public static void Write(in HandOriginalTicketResponse packet, ref byte destination)
    {
        Unsafe.WriteUnaligned(ref destination, packet.ClientId);
        HandOriginalEncryptedKey.Write(in packet.EncryptedKey, ref Unsafe.Add(ref destination, 16));
        HandOriginalTicket.Write(in packet.Ticket, ref Unsafe.Add(ref destination, 96));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Read(ref byte source, out HandOriginalTicketResponse packet)
    {
        Unsafe.SkipInit(out packet);
        packet.ClientId = Unsafe.ReadUnaligned<Block16>(ref source);
        HandOriginalEncryptedKey.Read(ref Unsafe.Add(ref source, 16), out packet.EncryptedKey);
        HandOriginalTicket.Read(ref Unsafe.Add(ref source, 96), out packet.Ticket);
    }
}
