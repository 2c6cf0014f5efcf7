using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace KerberosGen.Benchmarks.HandWritten;

internal struct HandSymmetricKeyRequest : IHandWritten<HandSymmetricKeyRequest>
{
    public const int Size = 265;

    public HandAuthenticator Authenticator;
    public HandTicket Ticket;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryPack(in HandSymmetricKeyRequest packet, Span<byte> destination, out int written)
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
    public static bool TryUnpack(ReadOnlySpan<byte> source, out HandSymmetricKeyRequest packet)
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
    public static void Write(in HandSymmetricKeyRequest packet, ref byte destination)
    {
        HandAuthenticator.Write(in packet.Authenticator, ref destination);
        HandTicket.Write(in packet.Ticket, ref Unsafe.Add(ref destination, 128));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Read(ref byte source, out HandSymmetricKeyRequest packet)
    {
        Unsafe.SkipInit(out packet);
        HandAuthenticator.Read(ref source, out packet.Authenticator);
        HandTicket.Read(ref Unsafe.Add(ref source, 128), out packet.Ticket);
    }
}
