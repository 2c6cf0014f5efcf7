using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace KerberosGen.Benchmarks.HandWritten;

internal struct HandTicketResponse : IHandWritten<HandTicketResponse>
{
    public const int Size = 217;

    public Block16 ClientId;
    public HandEncryptedKey EncryptedKey;
    public HandTicket Ticket;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryPack(in HandTicketResponse packet, Span<byte> destination, out int written)
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
    public static bool TryUnpack(ReadOnlySpan<byte> source, out HandTicketResponse packet)
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
    public static void Write(in HandTicketResponse packet, ref byte destination)
    {
        Unsafe.WriteUnaligned(ref destination, packet.ClientId);
        HandEncryptedKey.Write(in packet.EncryptedKey, ref Unsafe.Add(ref destination, 16));
        HandTicket.Write(in packet.Ticket, ref Unsafe.Add(ref destination, 80));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Read(ref byte source, out HandTicketResponse packet)
    {
        Unsafe.SkipInit(out packet);
        packet.ClientId = Unsafe.ReadUnaligned<Block16>(ref source);
        HandEncryptedKey.Read(ref Unsafe.Add(ref source, 16), out packet.EncryptedKey);
        HandTicket.Read(ref Unsafe.Add(ref source, 80), out packet.Ticket);
    }
}
